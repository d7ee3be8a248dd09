package dev.plumbline.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.testkit.Launch;
import dev.plumbline.testkit.NpmTools;
import dev.plumbline.testkit.Served;
import dev.plumbline.testkit.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** The official inspector finds no fault with the tools' schemas, over every transport. */
@Tag("dist")
final class InspectorTest {
  @TempDir private Path home;

  @ParameterizedTest
  @EnumSource
  void passesItsStrictListing(Wire wire) throws IOException {
    Launch server = Fixture.launch(home, "--toolsets", "all");
    try (Served served = Served.over(wire, server)) {
      List<String> arguments = new ArrayList<>(List.of("--cli"));
      served
          .base()
          .map(base -> TypeScriptClientTest.address(base, wire))
          .ifPresentOrElse(
              address -> arguments.addAll(List.of(address, "--transport", wire.option())),
              () -> {
                arguments.addAll(List.of("-e", "PLUMBLINE_HOME=" + home));
                arguments.addAll(List.of("--transport", "stdio", "--"));
                arguments.addAll(server.command());
              });
      int options = served.base().isPresent() ? arguments.size() : arguments.indexOf("--");
      arguments.addAll(options, List.of("--method", "tools/list", "--strict"));
      Finished finished = Finished.run(inspector(arguments), Duration.ofSeconds(90));
      assertThat(finished.exit()).as(finished.all()).isZero();
      assertThat(new JsonMapper().readTree(finished.out()).path("tools").size()).isGreaterThan(20);
    }
  }

  private Launch inspector(List<String> arguments) {
    return NpmTools.fromEnvironment()
        .binary("mcp-inspector", arguments.toArray(String[]::new))
        .withVariable("HOME", home.toString());
  }
}
