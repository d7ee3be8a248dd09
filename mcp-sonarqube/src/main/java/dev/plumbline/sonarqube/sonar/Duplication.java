package dev.plumbline.sonarqube.sonar;

import dev.plumbline.mcp.text.Untrusted;
import java.util.List;

/** The places that hold the same code. */
public record Duplication(List<Block> blocks) {
  public Duplication {
    blocks = List.copyOf(blocks);
  }

  /**
   * One of the places.
   *
   * @param component the file's key; empty for a file that is gone
   * @param from the first line
   * @param lines how many
   */
  public record Block(String component, Untrusted path, int from, int lines) {}
}
