package dev.plumbline.mcp.cli;

import dev.plumbline.mcp.host.Selection;
import java.util.LinkedHashSet;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that choose tools; the same for every command. */
final class ToolChoice {
  @Option(
      names = "--toolsets",
      split = ",",
      paramLabel = "NAME",
      description = "Toolsets to offer, or 'all'. Default: the standard ones.")
  List<String> toolsets = List.of();

  @Option(
      names = "--tools",
      split = ",",
      paramLabel = "TOOL",
      description = "Tools to offer beside the chosen toolsets; alone: only these.")
  List<String> tools = List.of();

  @Option(
      names = "--exclude-tools",
      split = ",",
      paramLabel = "TOOL",
      description = "Tools not to offer.")
  List<String> excluded = List.of();

  @Option(
      names = "--read-only",
      description = "Offer no tool that changes anything, whatever else is chosen.")
  boolean readOnly;

  Selection selection() {
    return new Selection(
        new LinkedHashSet<>(toolsets),
        new LinkedHashSet<>(tools),
        new LinkedHashSet<>(excluded),
        readOnly);
  }
}
