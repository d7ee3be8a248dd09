package dev.plumbline.admin.tools.setup;

import dev.plumbline.admin.setup.Line;
import dev.plumbline.admin.setup.Step;
import dev.plumbline.mcp.text.Table;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A plan in words, as much of it as wanted.
 *
 * @param system its name
 * @param sentences what to know beforehand, safe in Markdown
 * @param reported what is there and not wanted, and stays
 */
record PreviewText(String system, List<Line> lines, List<String> sentences, List<Step> reported) {
  private static final int MOST_NOTES = 12;

  /** How many rows there may be. */
  int rows() {
    return lines.size() + reported.size();
  }

  /** The text with so many rows. */
  String of(int shown) {
    int mine = Math.min(shown, lines.size());
    boolean cut = shown < rows() || sentences.size() > MOST_NOTES;
    return Text.paragraphs(
        "This changes the set-up of %s: %s.".formatted(system, counts()),
        mine == 0 ? "" : table(lines.subList(0, mine)),
        mine < lines.size() ? "… and %s more.".formatted(Text.count(lines.size() - mine)) : "",
        notes(),
        left(shown - mine),
        cut ? "The whole plan has the fingerprint `%s`.".formatted(fingerprint()) : "",
        Untrusted.LEGEND);
  }

  private String notes() {
    if (sentences.isEmpty()) {
      return "";
    }
    String all = sentences.stream().limit(MOST_NOTES).collect(Collectors.joining("\n- "));
    int more = sentences.size() - MOST_NOTES;
    return "- " + all + (more > 0 ? "\n- … and %d more such notes.".formatted(more) : "");
  }

  private String counts() {
    List<String> parts = new ArrayList<>();
    for (Line.Action action : Line.Action.values()) {
      long count = lines.stream().filter(line -> line.action() == action).count();
      if (count > 0) {
        parts.add("%s to %s".formatted(Text.count(count), action.word()));
      }
    }
    return String.join(", ", parts);
  }

  private static String table(List<Line> lines) {
    Table table = new Table("Do", "What", "Which", "How");
    lines.forEach(
        line -> table.row(line.action().word(), line.kind(), line.title(), line.details()));
    return table.toString();
  }

  /** What is there and not wanted. */
  String left(int shown) {
    if (reported.isEmpty()) {
      return "";
    }
    List<Line> lines =
        reported.stream().flatMap(step -> step.lines().stream()).limit(shown).toList();
    String head =
        "Not in the file, and staying (prune=true removes it): %s."
            .formatted(Text.count(reported.size(), "thing"));
    return lines.isEmpty()
        ? head
        : head
            + lines.stream()
                .map(line -> "\n- %s %s".formatted(line.kind(), line.title()))
                .collect(Collectors.joining())
            + (lines.size() < reported.size()
                ? "\n- … and %d more".formatted(reported.size() - lines.size())
                : "");
  }

  /** Two plans that differ only where a preview is cut differ in this. */
  private String fingerprint() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      lines.forEach(line -> digest.update(line.toString().getBytes(StandardCharsets.UTF_8)));
      sentences.forEach(it -> digest.update(it.getBytes(StandardCharsets.UTF_8)));
      reported.forEach(it -> digest.update(it.lines().toString().getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
