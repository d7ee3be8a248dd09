package dev.plumbline.mcp.host;

import java.util.Set;

/**
 * Which tools a server offers.
 *
 * @param toolsets toolset names; empty for those on by default; {@code all} for every one
 * @param tools tool names added to those of the toolsets
 * @param excluded tool names taken away
 * @param readOnly whether every tool that changes something is taken away, whatever else was chosen
 */
public record Selection(
    Set<String> toolsets, Set<String> tools, Set<String> excluded, boolean readOnly) {
  public Selection {
    toolsets = Set.copyOf(toolsets);
    tools = Set.copyOf(tools);
    excluded = Set.copyOf(excluded);
  }

  /** The tools on by default. */
  public static Selection standard() {
    return new Selection(Set.of(), Set.of(), Set.of(), false);
  }
}
