package dev.plumbline.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.testkit.Launch;
import dev.plumbline.testkit.NpmTools;
import dev.plumbline.testkit.Served;
import dev.plumbline.testkit.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The TypeScript SDK's client works over every transport. */
@Tag("dist")
final class TypeScriptClientTest {
  @TempDir private Path home;

  @ParameterizedTest
  @EnumSource
  void works(Wire wire) throws IOException, URISyntaxException {
    Launch server = Fixture.launch(home);
    try (Served served = Served.over(wire, server)) {
      List<String> arguments = new ArrayList<>(List.of(wire.option()));
      served
          .base()
          .map(base -> address(base, wire))
          .ifPresentOrElse(arguments::add, () -> arguments.addAll(server.command()));
      Launch script =
          NpmTools.fromEnvironment().script(script(), arguments.toArray(String[]::new)).home(home);
      Finished finished = Finished.run(script, Duration.ofSeconds(90));
      assertThat(finished.exit()).as(finished.all()).isZero();
      JsonNode seen = new JsonMapper().readTree(finished.out());
      assertThat(seen.path("server").asString()).isEqualTo("mcp-fixture");
      assertThat(seen.path("tools").asInt()).isGreaterThan(20);
      assertThat(seen.path("echo").path("limit").asInt()).isEqualTo(3);
      assertThat(seen.path("wrong").asBoolean()).isTrue();
      assertThat(seen.path("progress").toString()).isEqualTo("[1,2,3]");
      assertThat(seen.path("asked").asInt()).isEqualTo(1);
      assertThat(seen.path("applied").asBoolean()).isTrue();
      assertThat(seen.path("slow").asString()).isEqualTo("cancelled");
      assertThat(seen.path("unknown").asString()).contains("Did you mean list_notes");
      assertThat(seen.path("resource").asString()).contains("static text");
      assertThat(seen.path("prompt").asString()).contains("simple prompt");
      Path audit = home.resolve("audit/mcp-fixture.jsonl");
      await().until(() -> Files.readString(audit).contains("\"outcome\":\"cancelled\""));
    }
  }

  static String address(URI base, Wire wire) {
    return base.resolve(wire == Wire.SSE ? "/sse" : "/mcp").toString();
  }

  private static Path script() throws URISyntaxException {
    URL script = TypeScriptClientTest.class.getResource("/ts-client.mjs");
    return Path.of(Objects.requireNonNull(script).toURI());
  }
}
