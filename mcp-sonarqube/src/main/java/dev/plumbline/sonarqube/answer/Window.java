package dev.plumbline.sonarqube.answer;

import dev.plumbline.sonarqube.sonar.IssuePage;

/**
 * Which rows of a long list are meant.
 *
 * @param page from 1
 * @param limit rows a page
 */
public record Window(int page, int limit) {
  /** Whether SonarQube's search reaches this far. */
  public boolean reachable() {
    return (long) page * limit <= IssuePage.REACHABLE;
  }

  /** The first row, from 0. */
  public long start() {
    return (page - 1L) * limit;
  }

  /**
   * Says which rows are shown and how to get the others.
   *
   * @param shown how many rows of the page are shown
   * @param fetched how many rows the page has
   */
  public String footer(int shown, int fetched, long total) {
    if (total == 0) {
      return "";
    }
    if (!reachable()) {
      return "Page %d lies beyond the first 10,000, all that SonarQube's search shows: narrow it (severity, project, new_code)."
          .formatted(page);
    }
    if (fetched == 0) {
      return "Page %d is past the end; the last page is %d."
          .formatted(page, (total + limit - 1) / limit);
    }
    StringBuilder text = new StringBuilder();
    text.append("Rows %d–%d of %s.".formatted(start() + 1, start() + shown, Wording.count(total)));
    if (shown == 0) {
      return "No row fits into the answer; ask with limit=1.";
    }
    if (shown < fetched) {
      int size = sizeFor(shown);
      text.append(
          " The rest of the page did not fit: limit=%d, page=%d."
              .formatted(size, (start() + shown) / size + 1));
    } else if (start() + shown < total) {
      text.append(" More: page=%d.".formatted(page + 1));
    }
    if (total > IssuePage.REACHABLE) {
      text.append(" SonarQube's search shows the first 10,000 only.");
    }
    return text.toString();
  }

  /**
   * The largest page size up to {@code rows} with a page that begins no later than what is next.
   */
  private int sizeFor(int rows) {
    int size = rows;
    while (start() % size != 0) {
      size--;
    }
    return size;
  }
}
