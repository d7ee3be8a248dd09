package dev.plumbline.gateway.start;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.PlumblineHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** The name that the gateways of one home have in a database that they share with others. */
final class Replica {
  private static final String FILE = "replica";

  private Replica() {}

  /** The name of a home, made when it is first needed. */
  static String of(PlumblineHome home) {
    Path file = home.file(FILE);
    try {
      if (!Files.exists(file)) {
        Path fresh = Files.createTempFile(file.getParent(), FILE, ".new");
        Files.writeString(fresh, UUID.randomUUID().toString());
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      }
      return Files.readString(file).strip();
    } catch (IOException unusable) {
      throw new Failure.StoreUnavailable(
          "The file " + file + " cannot be used: " + unusable.getMessage() + ".",
          "Point PLUMBLINE_HOME at a folder that you may write.",
          unusable);
    }
  }
}
