package dev.plumbline.mcp.cli;

import dev.plumbline.kernel.Setting;
import dev.plumbline.kernel.Settings;
import dev.plumbline.mcp.host.Features;
import dev.plumbline.mcp.host.Identity;
import dev.plumbline.mcp.tool.Tool;
import dev.plumbline.mcp.tool.Toolset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What makes one server different from the others; its composition root implements it. */
public interface Program {
  /** How it introduces itself. */
  Identity identity();

  /** The port it takes over HTTP unless another is chosen. */
  int port();

  /** The settings it reads. */
  List<Setting> settings();

  /**
   * Wires it. Settings that are missing or wrong upstream must not fail here: the tools then answer
   * what is wrong.
   */
  Parts wire(Settings settings);

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
