package dev.plumbline.sonarqube.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A folder under git's control, with files as bytes. */
public record GitFolder(Path path) {
  /** Makes the folder, and a repository in it. */
  public static GitFolder at(Path path) {
    GitFolder folder = new GitFolder(made(path));
    folder.git("init", "-q", ".");
    return folder;
  }

  /** Writes a file. */
  public Path write(String name, String content) {
    try {
      Path file = path.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, content, StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** What a file holds. */
  public String read(String name) {
    try {
      return Files.readString(path.resolve(name), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Commits all that there is. */
  public void commit() {
    git("add", "-A");
    git("-c", "user.name=ada", "-c", "user.email=ada@example.org", "commit", "-q", "-m", "x");
  }

  private void git(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-c", "core.autocrlf=false"));
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).directory(path.toFile()).inheritIO().start();
      if (process.waitFor() != 0) {
        throw new AssertionError("git " + String.join(" ", arguments) + " failed");
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  private static Path made(Path path) {
    try {
      return Files.createDirectories(path).toRealPath();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
