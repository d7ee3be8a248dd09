package dev.plumbline.sonarqube.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Asks git about a file. */
final class Git {
  /** Whether a file can be brought back as it is. */
  enum State {
    CLEAN,
    CHANGED,
    UNKNOWN
  }

  private Git() {}

  static State of(Path root, Path file) {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                "git",
                "--no-optional-locks",
                "--literal-pathspecs",
                "status",
                "--porcelain",
                "--ignored",
                "--",
                root.relativize(file).toString()));
    builder.directory(root.toFile()).redirectErrorStream(true);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return State.UNKNOWN;
      }
      if (process.exitValue() != 0) {
        return State.UNKNOWN;
      }
      return output.isBlank() ? State.CLEAN : State.CHANGED;
    } catch (IOException noGit) {
      return State.UNKNOWN;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return State.UNKNOWN;
    }
  }
}
