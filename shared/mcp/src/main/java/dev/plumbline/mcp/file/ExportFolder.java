package dev.plumbline.mcp.file;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Untrusted;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The one folder that a tool may write files to.
 *
 * @param folder its absolute path; empty when none is allowed
 * @param variable the environment variable that names it
 */
public record ExportFolder(Optional<String> folder, String variable) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,119}");

  /** Writes a file's content. */
  public interface Content {
    /**
     * Writes all of it.
     *
     * @param file empty and private until it has its name
     */
    void writeTo(Path file) throws IOException;
  }

  /** Whether a folder is named at all. */
  public boolean allowed() {
    return folder.isPresent();
  }

  /**
   * Where a file of a name would be.
   *
   * @param overwrite whether an existing file may be replaced
   * @throws Failure when no folder is allowed, the name is a path, or the file exists
   */
  public Path file(String name, boolean overwrite) {
    if (!NAME.matcher(name).matches()) {
      throw new Failure.InvalidInput(
          "%s is no plain file name.".formatted(Untrusted.of(name).inline(120)),
          "Give letters, digits, '.', '_' and '-' only; the folder is %s.".formatted(variable));
    }
    Path file = root().resolve(name);
    boolean exists = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    if (exists && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new Failure.Denied("%s is no regular file.".formatted(name), "Choose another name.");
    }
    if (exists && !overwrite) {
      throw taken(file);
    }
    return file;
  }

  private static Failure taken(Path file) {
    return new Failure.Conflict(
        "The file %s exists.".formatted(file.getFileName()),
        "Choose another name, or give overwrite: true.");
  }

  private Path root() {
    Path root =
        folder
            .map(Path::of)
            .orElseThrow(() ->
                new Failure.Misconfigured(
                    "No folder for files is allowed.",
                    "Set %s to one and start this server again, or leave 'file' out."
                        .formatted(variable)));
    if (!root.isAbsolute() || !Files.isDirectory(root)) {
      throw new Failure.Misconfigured(
          "%s is %s, no absolute path of a folder.".formatted(variable, root),
          "Correct it and start this server again.");
    }
    return root;
  }

  /** Writes a text whole or not at all. */
  public void write(Path file, boolean overwrite, String text) {
    write(file, overwrite, (Path temporary) -> Files.writeString(temporary, text));
  }

  /** Writes a file whole or not at all; one that appeared meanwhile is kept unless told. */
  public void write(Path file, boolean overwrite, Content content) {
    try {
      Path temporary = Files.createTempFile(file.getParent(), ".plumbline", ".tmp");
      try {
        content.writeTo(temporary);
        if (overwrite) {
          replace(temporary, file);
        } else {
          Files.move(temporary, file);
        }
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (FileAlreadyExistsException meanwhile) {
      throw taken(file);
    } catch (IOException failed) {
      throw new Failure.StoreUnavailable(
          "The file %s cannot be written.".formatted(file.getFileName()),
          "Check permissions and space of %s.".formatted(variable),
          failed);
    }
  }

  private static void replace(Path temporary, Path file) throws IOException {
    try {
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException otherFileSystem) {
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
