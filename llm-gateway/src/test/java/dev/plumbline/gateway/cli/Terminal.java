package dev.plumbline.gateway.cli;

import dev.plumbline.usage.remote.WireJson;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Runs commands in an environment of its own. */
final class Terminal {
  private final Map<String, String> environment = new HashMap<>();

  Terminal(Path home) {
    environment.put("PLUMBLINE_HOME", home.toString());
  }

  /** What a command came to. */
  record Run(int code, String out, String err) {
    /** Its output as JSON. */
    JsonNode json() {
      return WireJson.parse(out.getBytes(StandardCharsets.UTF_8));
    }
  }

  Terminal with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Run run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      int code =
          GatewayCommand.run(
              new LocalStarter(),
              environment,
              new PrintStream(out, true, StandardCharsets.UTF_8),
              arguments);
      return new Run(
          code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setErr(before);
    }
  }
}
