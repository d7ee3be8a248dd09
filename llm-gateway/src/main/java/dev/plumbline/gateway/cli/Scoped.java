package dev.plumbline.gateway.cli;

import dev.plumbline.control.Level;
import dev.plumbline.control.Scope;
import java.util.Locale;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** Whose requests a budget or a limit counts. */
final class Scoped {
  @Option(names = "--level", required = true, description = "One of ${COMPLETION-CANDIDATES}.")
  private Level level = Level.ORGANISATION;

  @Option(
      names = "--value",
      defaultValue = Scope.EACH,
      description = "Such as the name of a department; '*' counts each for itself. Default: '*'.")
  private String value = Scope.EACH;

  /** Adds it to what the admin API takes. */
  void write(ObjectNode json) {
    json.putObject("scope").put("level", level.name().toLowerCase(Locale.ROOT)).put("value", value);
  }
}
