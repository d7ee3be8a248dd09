package dev.plumbline.sonarqube.workspace;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.sonarqube.fix.FilePatch;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The changes of a diff to a workspace folder: all of them are made, or none. */
public final class Edits {
  private final List<FileEdit> files;

  private Edits(List<FileEdit> files) {
    this.files = List.copyOf(files);
  }

  /**
   * Works a diff out.
   *
   * @param root a real path
   * @param allowDirty whether files may be changed that git could not bring back as they are
   * @throws Failure saying which file stands in the way
   */
  public static Edits of(Path root, String diff, boolean allowDirty) {
    List<FileEdit> files = new ArrayList<>();
    for (FilePatch patch : FilePatch.of(diff)) {
      FileEdit edit = FileEdit.of(root, patch);
      if (edit.changes() && !allowDirty) {
        requireClean(root, edit);
      }
      files.add(edit);
    }
    return new Edits(files);
  }

  private static void requireClean(Path root, FileEdit edit) {
    String shown = Untrusted.of(edit.path()).inline(200);
    switch (Git.of(root, edit.file())) {
      case CLEAN -> {
        // Git can bring it back.
      }
      case CHANGED ->
          throw new Failure.Conflict(
              shown + " has changes that are not committed.",
              "Commit or stash them, or give allow_dirty: true.");
      case UNKNOWN ->
          throw new Failure.Conflict(
              shown + " is not under git's control, so a change of it could not be taken back.",
              "Give allow_dirty: true to change it nevertheless.");
    }
  }

  /** The files that would change, by their paths. */
  public List<String> paths() {
    return changing().stream().map(FileEdit::path).toList();
  }

  /** The changes as a diff to show. */
  public String preview() {
    StringBuilder text = new StringBuilder();
    for (FileEdit edit : changing()) {
      text.append(FilePatch.shown(edit.path(), edit.before(), edit.after())).append("\n\n");
    }
    return text.toString().strip();
  }

  private List<FileEdit> changing() {
    return files.stream().filter(FileEdit::changes).toList();
  }

  /**
   * Makes the changes.
   *
   * @throws Failure.Conflict when a file has changed meanwhile; then nothing was written
   */
  public void make() {
    changing().forEach(FileEdit::requireUnchanged);
    Map<FileEdit, Path> prepared = new LinkedHashMap<>();
    List<FileEdit> written = new ArrayList<>();
    try {
      for (FileEdit edit : changing()) {
        prepared.put(edit, prepare(edit, edit.afterBytes()));
      }
      for (Map.Entry<FileEdit, Path> entry : prepared.entrySet()) {
        replace(entry.getKey().file(), entry.getValue());
        written.add(entry.getKey());
      }
    } catch (IOException failed) {
      takeBack(written);
      throw new Failure.StoreUnavailable(
          "Writing failed, so all files are as they were: %s."
              .formatted(Untrusted.of(String.valueOf(failed.getMessage())).inline(200)),
          "Check permissions and space.",
          failed);
    } finally {
      prepared.values().forEach(Edits::remove);
    }
  }

  private static Path prepare(FileEdit edit, byte[] content) throws IOException {
    Path temporary = Files.createTempFile(edit.file().getParent(), ".plumbline", ".tmp");
    Files.copy(
        edit.file(),
        temporary,
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.COPY_ATTRIBUTES);
    Files.write(temporary, content);
    return temporary;
  }

  private static void replace(Path file, Path prepared) throws IOException {
    try {
      Files.move(prepared, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException otherFileSystem) {
      Files.move(prepared, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void takeBack(List<FileEdit> written) {
    for (FileEdit edit : written) {
      try {
        replace(edit.file(), prepare(edit, edit.bytes()));
      } catch (IOException lost) {
        throw new Failure.StoreUnavailable(
            "Writing failed halfway, and %s could not be brought back."
                .formatted(Untrusted.of(edit.path()).inline(200)),
            "Bring it back with git.",
            lost);
      }
    }
  }

  private static void remove(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException stays) {
      temporary.toFile().deleteOnExit();
    }
  }
}
