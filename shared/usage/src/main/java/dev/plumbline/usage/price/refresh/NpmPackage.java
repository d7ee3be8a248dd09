package dev.plumbline.usage.price.refresh;

import dev.plumbline.kernel.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Fetches the catalog's package with the user's own npm, which knows their registry. */
final class NpmPackage {
  private static final Pattern NAME =
      Pattern.compile(Pattern.quote(PackageArchive.PACKAGE) + "(?:@[0-9A-Za-z][0-9A-Za-z.+-]*)?");
  private static final long TIMEOUT_SECONDS = 180;

  private final String command;

  NpmPackage(String command) {
    this.command = command;
  }

  /** Whether this names the package, perhaps with a version. */
  static boolean names(String source) {
    return NAME.matcher(source).matches();
  }

  /** Fetches it, hands the packed file on and removes it again. */
  <T> T fetch(String name, Function<Path, T> reader) {
    try {
      Path folder = Files.createTempDirectory("plumbline-prices");
      try {
        pack(name, folder);
        return reader.apply(packed(folder));
      } finally {
        remove(folder);
      }
    } catch (IOException failed) {
      throw unavailable(name, "it could not be started or read: " + failed.getMessage());
    }
  }

  private void pack(String name, Path folder) throws IOException {
    Path log = folder.resolve("npm.log");
    Process npm =
        new ProcessBuilder(command, "pack", "--ignore-scripts", name)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      npm.getOutputStream().close();
      if (!npm.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        throw unavailable(name, "it took longer than %d seconds".formatted(TIMEOUT_SECONDS));
      }
      if (npm.exitValue() != 0) {
        throw unavailable(name, "it ended with " + npm.exitValue() + code(log));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw unavailable(name, "it was interrupted");
    } finally {
      npm.destroy();
    }
  }

  /** Only npm's error code: the rest of its output can hold addresses with credentials. */
  private static String code(Path log) throws IOException {
    try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
      return lines
          .filter(line -> line.matches("npm (error|ERR!) code [A-Z0-9_]+"))
          .findFirst()
          .map(line -> " (" + line.substring(line.lastIndexOf(' ') + 1) + ")")
          .orElse("");
    }
  }

  private static Path packed(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".tgz"))
          .findFirst()
          .orElseThrow(() -> new IOException("npm left no .tgz file"));
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    }
  }

  private Failure unavailable(String name, String why) {
    return new Failure.Upstream(
        "'%s pack %s' failed: %s.".formatted(command, name, why),
        "Check that npm works and reaches its registry, or give the .tgz file of the package.",
        null);
  }
}
