package dev.plumbline.sonarqube.sonar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sonarqube.ws.Measures.ComponentWsResponse;

class ReadingTest {
  private final FakeSonarQube fake = new FakeSonarQube();

  @AfterEach
  void stop() {
    fake.close();
  }

  @Test
  void takesNewCodeValuesFromThePeriodAndAsksForExistingMetricsOnly() {
    fake.proto(
        "api/measures/component",
        ComponentWsResponse.newBuilder()
            .setComponent(
                org.sonarqube.ws.Measures.Component.newBuilder()
                    .setKey("shop")
                    .addMeasures(
                        org.sonarqube.ws.Measures.Measure.newBuilder()
                            .setMetric("new_coverage")
                            .setPeriod(
                                org.sonarqube.ws.Measures.PeriodValue.newBuilder()
                                    .setIndex(1)
                                    .setValue("81.5"))))
            .build());

    Measures measures =
        fake.client().measures().of(Scope.of("shop"), List.of("new_coverage", "gone"));

    assertThat(measures.number("new_coverage")).hasValue(81.5);
    assertThat(fake.parameter("api/measures/component", "metricKeys")).isEqualTo("new_coverage");
  }

  @Test
  void readsSourceLinesAsPlainText() {
    fake.json(
        "api/sources/lines",
        """
        {"sources":[{"line":4,"code":"<span class=\\"k\\">if<\\/span> (a &lt; b &amp;&amp; c == &quot;&amp;lt;&quot;) {",\
        "scmAuthor":"me","isNew":true}]}\
        """);

    SourceLine line =
        fake.client().sources().lines("shop:A.java", Scope.of("shop"), 4, 4).getFirst();

    assertThat(line.code().value()).isEqualTo("if (a < b && c == \"&lt;\") {");
    assertThat(line.number()).isEqualTo(4);
    assertThat(line.isNew()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "MAJOR, MQR, BLOCKER HIGH MEDIUM",
    "HIGH, MQR, BLOCKER HIGH",
    "HIGH, STANDARD, BLOCKER CRITICAL",
    "LOW, STANDARD, BLOCKER CRITICAL MAJOR MINOR",
    "BLOCKER, MQR, BLOCKER",
    "INFO, MQR, BLOCKER HIGH MEDIUM LOW INFO"
  })
  void understandsBothVocabularies(Severity least, Mode mode, String expected) {
    assertThat(String.join(" ", least.andWorse(mode).stream().map(Severity::name).toList()))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"26.9.0.129388, 10, 2, true", "9.9.8, 10, 0, false", "2025.1, 10, 8, true"})
  void comparesVersions(String version, int major, int minor, boolean reached) {
    assertThat(ServerVersion.parse(version).atLeast(major, minor)).isEqualTo(reached);
  }

  @Test
  void anUnreadableVersionCountsAsNew() {
    assertThat(ServerVersion.parse("next").atLeast(10, 0)).isTrue();
  }

  @Test
  void asksForTheModeSettingWhereTheEndpointIsMissing() {
    fake.version("10.7.0").on("api/v2/clean-code-policy/mode", _ -> FakeSonarQube.error(404, "no"));
    fake.proto(
        "api/settings/values", org.sonarqube.ws.Settings.ValuesWsResponse.getDefaultInstance());
    assertThat(fake.client().server().mode()).isEqualTo(Mode.MQR);

    fake.proto(
        "api/settings/values",
        org.sonarqube.ws.Settings.ValuesWsResponse.newBuilder()
            .addSettings(
                org.sonarqube.ws.Settings.Setting.newBuilder()
                    .setKey("sonar.multi-quality-mode.enabled")
                    .setValue("false"))
            .build());
    assertThat(fake.client().server().mode()).isEqualTo(Mode.STANDARD);
  }

  @Test
  void readsDates() {
    assertThat(Times.instant("2026-08-01T02:00:00+0200"))
        .contains(Instant.parse("2026-08-01T00:00:00Z"));
    assertThat(Times.instant("yesterday")).isEmpty();
    assertThat(Times.text(Instant.parse("2026-08-01T00:00:00Z")))
        .isEqualTo("2026-08-01T00:00:00+0000");
  }

  @ParameterizedTest
  @CsvSource({"shop, true", "org.x:shop_1-a, true", "123, false", "'a b', false", "a|b, false"})
  void knowsTheFormOfProjectKeys(String key, boolean valid) {
    assertThat(Keys.isProject(key)).isEqualTo(valid);
  }
}
