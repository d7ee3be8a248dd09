package dev.plumbline.sonarqube.workspace;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Untrusted;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.regex.Pattern;

/** The folder that reports may be written to. */
public record ReportFolder(Optional<String> folder) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,119}");

  /**
   * Where a report of a name would be.
   *
   * @param overwrite whether an existing file may be replaced
   * @throws Failure when no folder is allowed, the name is a path, or the file exists
   */
  public Path file(String name, boolean overwrite) {
    if (!NAME.matcher(name).matches()) {
      throw new Failure.InvalidInput(
          "%s is no plain file name.".formatted(Untrusted.of(name).inline(120)),
          "Give letters, digits, '.', '_' and '-' only; the folder is PLUMBLINE_SONARQUBE_REPORTS.");
    }
    Path file = root().resolve(name);
    boolean exists = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    if (exists && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new Failure.Denied("%s is no regular file.".formatted(name), "Choose another name.");
    }
    if (exists && !overwrite) {
      throw new Failure.Conflict(
          "The report %s exists.".formatted(name), "Choose another name, or give overwrite: true.");
    }
    return file;
  }

  private Path root() {
    Path root =
        folder
            .map(Path::of)
            .orElseThrow(() ->
                new Failure.Misconfigured(
                    "No folder for reports is allowed.",
                    "Set PLUMBLINE_SONARQUBE_REPORTS to one and start this server again, or leave"
                        + " 'file' out."));
    if (!root.isAbsolute() || !Files.isDirectory(root)) {
      throw new Failure.Misconfigured(
          "PLUMBLINE_SONARQUBE_REPORTS is %s, no absolute path of a folder.".formatted(root),
          "Correct it and start this server again.");
    }
    return root;
  }

  /** Writes a report whole or not at all. */
  public void write(Path file, String text) {
    try {
      Path temporary = Files.createTempFile(file.getParent(), ".plumbline", ".tmp");
      try {
        Files.writeString(temporary, text);
        move(temporary, file);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException failed) {
      throw new Failure.StoreUnavailable(
          "The report %s cannot be written.".formatted(file.getFileName()),
          "Check permissions and space of PLUMBLINE_SONARQUBE_REPORTS.",
          failed);
    }
  }

  private static void move(Path temporary, Path file) throws IOException {
    try {
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException otherFileSystem) {
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
