package dev.plumbline.sonarqube.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.testkit.Launch;
import dev.plumbline.testkit.NpmTools;
import dev.plumbline.testkit.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Scans two releases of the JavaScript project semver, which npm has fetched: 7.3.5 by Ada, sixty
 * days ago, and 7.7.3 by Grace, today, both with coverage.
 */
final class SemverScan {
  static final String PROJECT = "semver";

  private static final String EXERCISE =
      """
      const { test } = require("node:test");
      const semver = require("./index.js");
      test("compares", () => {
        semver.gt("1.2.3", "1.2.2");
        semver.satisfies("1.2.3", "^1.0.0 || 2.x");
        semver.inc("1.2.3", "minor");
        semver.coerce("v1.2");
        semver.valid("a.b");
      });
      """;

  private final ScannerRun scanner;
  private final NpmTools npm = NpmTools.fromEnvironment();
  private final Path folder;

  SemverScan(ScannerRun scanner) {
    this.scanner = scanner;
    this.folder = scanner.work().resolve("semver");
  }

  /** Both analyses. */
  void run() throws IOException {
    delete(folder);
    Files.createDirectories(folder);
    git("init", "-q", ".");
    Instant before = ScannerRun.firstDay().minusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    release("semver-before", "ada@example.org", before);
    scan("-Dsonar.projectVersion=7.3.5", "-Dsonar.projectDate=" + ScannerRun.firstDay());
    release("semver-after", "grace@example.org", Instant.now().minusSeconds(60));
    scan("-Dsonar.projectVersion=7.7.3");
  }

  private void release(String npmPackage, String author, Instant time) throws IOException {
    try (Stream<Path> old = Files.list(folder)) {
      for (Path entry : old.filter(it -> !it.endsWith(".git")).toList()) {
        delete(entry);
      }
    }
    copy(npm.modules().resolve(npmPackage), folder);
    Path dependencies = folder.resolve("node_modules");
    for (String dependency : List.of("lru-cache", "yallist")) {
      copy(npm.modules().resolve(dependency), dependencies.resolve(dependency));
    }
    Path exercise = folder.resolve("exercise.test.js");
    Files.writeString(exercise, EXERCISE);
    execute(
        Launch.of(
                npm.node(),
                "--test",
                "--experimental-test-coverage",
                "--test-reporter=lcov",
                "--test-reporter-destination=lcov.info",
                "exercise.test.js")
            .in(folder));
    Files.delete(exercise);
    Files.writeString(folder.resolve(".gitignore"), "node_modules\nlcov.info\n.gitignore\n");
    git("add", "-A");
    execute(
        gitLaunch("commit", "-q", "-m", "Release " + npmPackage)
            .withVariable("GIT_AUTHOR_NAME", author.substring(0, author.indexOf('@')))
            .withVariable("GIT_AUTHOR_EMAIL", author)
            .withVariable("GIT_COMMITTER_NAME", author.substring(0, author.indexOf('@')))
            .withVariable("GIT_COMMITTER_EMAIL", author)
            .withVariable("GIT_AUTHOR_DATE", time.toString())
            .withVariable("GIT_COMMITTER_DATE", time.toString()));
  }

  private void scan(String version, String... more) throws IOException {
    List<String> options =
        Stream.concat(
                Stream.of(
                    version,
                    "-Dsonar.projectName=semver",
                    "-Dsonar.sources=.",
                    "-Dsonar.exclusions=node_modules/**,lcov.info",
                    "-Dsonar.nodejs.executable=" + npm.node(),
                    "-Dsonar.javascript.lcov.reportPaths=lcov.info"),
                Stream.of(more))
            .toList();
    scanner.scan(PROJECT, folder, options);
  }

  private void git(String... arguments) {
    execute(gitLaunch(arguments));
  }

  private Launch gitLaunch(String... arguments) {
    return new Launch(
            Stream.concat(Stream.of("git", "-c", "init.defaultBranch=main"), Stream.of(arguments))
                .toList(),
            Map.of())
        .in(folder);
  }

  private static void execute(Launch launch) {
    try (ServerProcess process = ServerProcess.start(launch)) {
      String output = new String(process.stdout().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.awaitExit(Duration.ofMinutes(2)))
          .as(launch.command() + "\n" + output + process.stderr())
          .isZero();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
