package dev.plumbline.architecture;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.plumbline.admin.cli.AdminProgram;
import dev.plumbline.gateway.start.GatewayOptions;
import dev.plumbline.kernel.Setting;
import dev.plumbline.kernel.Settings;
import dev.plumbline.sonarqube.cli.SonarQubeProgram;
import dev.plumbline.stats.cli.StatsProgram;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All programs can run with one environment. */
class SettingsTest {
  static Stream<String> variables() {
    return Stream.of(
            new SonarQubeProgram().settings(),
            new StatsProgram(Map.of()).settings(),
            new AdminProgram(Map.of()).settings(),
            GatewayOptions.SETTINGS)
        .flatMap(List::stream)
        .map(Setting::variable)
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("variables")
  void theVariablesOfOneProgramDoNotStopAnother(String variable) {
    assertThatCode(() -> Settings.load(List.of(), Map.of(variable, "x"), null))
        .doesNotThrowAnyException();
  }
}
