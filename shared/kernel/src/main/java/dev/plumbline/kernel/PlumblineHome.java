package dev.plumbline.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * The folder that holds Plumbline's own state: {@code PLUMBLINE_HOME}, else {@code plumbline} below
 * the XDG data folder.
 *
 * @param folder its absolute path; made on first use, readable by its owner alone
 */
public record PlumblineHome(Path folder) {
  /** Where the environment places it. */
  public static PlumblineHome of(Map<String, String> environment) {
    String own = environment.getOrDefault("PLUMBLINE_HOME", "");
    if (!own.isBlank()) {
      return new PlumblineHome(Path.of(own).toAbsolutePath());
    }
    String data = environment.getOrDefault("XDG_DATA_HOME", "");
    Path base =
        data.isBlank()
            ? Path.of(System.getProperty("user.home"), ".local", "share")
            : Path.of(data);
    return new PlumblineHome(base.resolve("plumbline").toAbsolutePath());
  }

  /** The path of a file in it, whose parent folders exist after the call. */
  public Path file(String name) {
    Path file = folder.resolve(name);
    try {
      createPrivate(file.getParent() == null ? folder : file.getParent());
    } catch (IOException | UnsupportedOperationException unusable) {
      throw new Failure.StoreUnavailable(
          "The folder " + folder + " cannot be used: " + unusable.getMessage() + ".",
          "Point PLUMBLINE_HOME at a folder that you may write.",
          unusable);
    }
    return file;
  }

  private static void createPrivate(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }
}
