package dev.plumbline.mcp.cli;

import dev.plumbline.kernel.Setting;
import dev.plumbline.kernel.Settings;
import dev.plumbline.mcp.host.Features;
import dev.plumbline.mcp.host.Identity;
import dev.plumbline.mcp.tool.Tool;
import dev.plumbline.mcp.tool.Toolset;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What makes one server different from the others; its composition root implements it. */
public interface Program {
  /** How it introduces itself. */
  Identity identity();

  /** The port it takes over HTTP unless another is chosen. */
  int port();

  /** The settings it reads. */
  List<Setting> settings();

  /** Options of the commands that wire it, each of which gives a setting its value. */
  default List<WiringOption> options() {
    return List.of();
  }

  /** Commands of its own by name, beside those that every server has; made only when meant. */
  default Map<String, Function<Workbench, Object>> commands() {
    return Map.of();
  }

  /** Titles of further pages of its reference by their files, beside the generated one. */
  default SortedMap<String, String> furtherPages() {
    return new TreeMap<>();
  }

  /**
   * Wires it. Settings that are missing or wrong upstream must not fail here: the tools then answer
   * what is wrong.
   */
  Parts wire(Settings settings);

  /**
   * An option of the command line that stands for a setting.
   *
   * @param name such as {@code --ledger}
   * @param value the value it gives the setting; null when the option takes one
   */
  record WiringOption(String name, Setting setting, @Nullable String value, String description) {}

  /**
   * What a command of its own works with.
   *
   * @param out standard output as text
   */
  record Workbench(Map<String, String> environment, Settings settings, PrintStream out) {}

  /**
   * The parts of a wired server.
   *
   * @param toolsets the default ones first; which those are may depend on the settings
   * @param problem what keeps it from answering now, if anything; may ask the upstream server
   */
  record Parts(
      List<Toolset> toolsets,
      List<Tool<?, ?>> tools,
      Features features,
      Supplier<Optional<String>> problem) {}
}
