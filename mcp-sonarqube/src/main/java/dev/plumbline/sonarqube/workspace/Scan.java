package dev.plumbline.sonarqube.workspace;

import dev.plumbline.kernel.Failure;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Scans a folder for a project of a server. */
public record Scan(SonarQube sonarQube, Scanner scanner) {
  private static final Duration LIMIT = Duration.ofMinutes(30);

  /**
   * Scans, and hands the result to the server.
   *
   * @param root a real path
   * @param properties of the scanner, already checked
   * @param listener hears the scanner's output line by line
   * @return the id of the server's background task
   */
  public String run(Path root, Map<String, String> properties, Consumer<String> listener)
      throws InterruptedException {
    Path work = temporary();
    try {
      Path metadata = work.resolve("report-task.txt");
      Map<String, String> all = new LinkedHashMap<>(properties);
      all.put("sonar.host.url", sonarQube.server().address());
      all.put("sonar.scanner.metadataFilePath", metadata.toString());
      List<String> command = scanner.command(root, all);
      if (!command.contains("compile")) {
        command.add("-Dsonar.working.directory=" + work.resolve("scanner"));
      }
      new ScanProcess(command, root, sonarQube.server().scannerLogin(), LIMIT).run(listener);
      return task(metadata);
    } finally {
      delete(work);
    }
  }

  private static String task(Path metadata) {
    try {
      Properties report = new Properties();
      report.load(new StringReader(Files.readString(metadata)));
      String task = report.getProperty("ceTaskId", "");
      if (!task.isEmpty()) {
        return task;
      }
    } catch (IOException missing) {
      throw new Failure.Upstream(
          "The scanner ended without a report for the server.",
          "Check that it is a SonarScanner and that it published its result.",
          missing);
    }
    throw new Failure.Upstream(
        "The scanner's report names no background task.", "Scan again.", null);
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("plumbline-scan");
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException stays) {
      folder.toFile().deleteOnExit();
    }
  }
}
