package dev.plumbline.sonarqube.fix;

import dev.plumbline.mcp.text.Text;
import java.util.ArrayList;
import java.util.List;

/** A text under way that must not grow beyond a length; keeps account of what is left out. */
public final class Page {
  private final List<String> parts = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();
  private int left;

  /**
   * @param bytes how long it may become
   */
  Page(int bytes) {
    this.left = bytes;
  }

  /** How many bytes a part may still have. */
  int left() {
    return Math.max(0, left);
  }

  /** Adds a part that was made to fit, or must be there. */
  void add(String part) {
    if (!part.isBlank()) {
      parts.add(part);
      left -= Text.bytes(part) + 2;
    }
  }

  /** Notes that something is not there. */
  void leaveOut(String what) {
    leftOut.add(what);
  }

  /**
   * As many of the lines as fit into a share of what is left.
   *
   * @return how many those are
   */
  int addLines(String title, List<String> lines, int share) {
    int room = Math.min(share, left()) - Text.bytes(title);
    int count = 0;
    for (String line : lines) {
      room -= Text.bytes(line) + 1;
      if (room < 0) {
        break;
      }
      count++;
    }
    if (count > 0) {
      add(title + "\n" + String.join("\n", lines.subList(0, count)));
    }
    return count;
  }

  /** What has become of it. */
  Fitted fitted() {
    return new Fitted(String.join("\n\n", parts), String.join("; ", leftOut));
  }

  /**
   * A finished text.
   *
   * @param leftOut what is not in it; empty when nothing is missing
   */
  public record Fitted(String text, String leftOut) {}
}
