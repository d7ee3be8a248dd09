package dev.plumbline.mcp.host;

import dev.plumbline.kernel.Failure;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The log levels of the protocol by their names. */
final class LogLevels {
  private LogLevels() {}

  static McpSchema.LoggingLevel of(String name) {
    return Arrays.stream(McpSchema.LoggingLevel.values())
        .filter(level -> level.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(() ->
            new Failure.InvalidInput(
                "The log level '%s' is unknown.".formatted(name),
                "Levels: "
                    + Arrays.stream(McpSchema.LoggingLevel.values())
                        .map(level -> level.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "))
                    + "."));
  }
}
