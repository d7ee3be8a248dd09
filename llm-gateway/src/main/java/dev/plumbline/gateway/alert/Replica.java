package dev.plumbline.gateway.alert;

import dev.plumbline.kernel.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** The name of a gateway among those that share a store; the same after a restart. */
public final class Replica {
  private Replica() {}

  /** The name of the gateway of a home, which is made at first. */
  public static String of(Path home) {
    Path file = home.resolve("replica");
    try {
      if (Files.exists(file)) {
        String name = Files.readString(file).strip();
        if (!name.isEmpty()) {
          return name;
        }
      }
      Files.createDirectories(home);
      String name = UUID.randomUUID().toString();
      Files.writeString(file, name + "\n");
      return name;
    } catch (IOException failed) {
      throw new Failure.StoreUnavailable(
          "The file " + file + " cannot be read or written.",
          "Check its permissions and the room on the disk.",
          failed);
    }
  }
}
