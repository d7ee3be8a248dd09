package dev.plumbline.sonarqube.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.testkit.Launch;
import dev.plumbline.testkit.LocalSonarQube;
import dev.plumbline.testkit.ServerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs the real SonarScanner for a server and waits until the server has taken its result in.
 *
 * @param root the folder of this repository
 * @param work where the scanner keeps what it needs
 * @param older whether the server knows a token as a login only
 */
record ScannerRun(Path root, Path work, LocalSonarQube server, boolean older) {
  private static final Duration SCANS_WITHIN = Duration.ofMinutes(15);

  /** The day of the first analysis of every project. */
  static LocalDate firstDay() {
    return LocalDate.now(ZoneOffset.UTC).minusDays(60);
  }

  /** Scans once; {@code options} are the scanner's properties. */
  void scan(String project, Path folder, List<String> options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", jar(root).toString()));
    command.add("-Dsonar.host.url=" + server.url());
    command.add("-Dsonar.projectKey=" + project);
    command.add("-Dsonar.projectBaseDir=" + folder);
    command.add("-Dsonar.working.directory=" + work.resolve("scanner-" + project));
    command.addAll(options);
    Launch launch =
        new Launch(command, Map.of())
            .withVariable("SONAR_USER_HOME", work.resolve("sonar-home").toString());
    Launch let =
        older
            ? launch.withVariable(
                "SONARQUBE_SCANNER_PARAMS",
                new JsonMapper().writeValueAsString(Map.of("sonar.login", server.token())))
            : launch.withVariable("SONAR_TOKEN", server.token());
    try (ServerProcess process = ServerProcess.start(let)) {
      String output = new String(process.stdout().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.awaitExit(SCANS_WITHIN)).as(output + process.stderr()).isZero();
    }
    awaitBackgroundTasks(project);
  }

  private void awaitBackgroundTasks(String project) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> {
          var tasks = server.get("api/ce/component?component=" + project);
          boolean waiting = !tasks.path("queue").isEmpty();
          return !waiting && tasks.path("current").path("status").asString().equals("SUCCESS");
        });
  }

  /** The SonarScanner that the build has fetched. */
  static Path jar(Path root) throws IOException {
    try (Stream<Path> jars = Files.list(root.resolve("mcp-sonarqube/target/scanner"))) {
      return jars.filter(jar -> jar.toString().endsWith(".jar")).findFirst().orElseThrow();
    }
  }
}
