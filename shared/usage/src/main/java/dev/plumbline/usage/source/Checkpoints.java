package dev.plumbline.usage.source;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.PlumblineHome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Where the last import of a source into a ledger ended; a file each below {@code imports}. */
public final class Checkpoints {
  private final PlumblineHome home;
  private final String ledger;

  /**
   * @param ledger the ledger written to: another one begins anew
   */
  public Checkpoints(PlumblineHome home, String ledger) {
    this.home = home;
    this.ledger = ledger;
  }

  Optional<String> last(Source source) {
    Path file = home.folder().resolve(name(source));
    try {
      return Files.exists(file)
          ? Optional.of(Files.readString(file, StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (IOException unreadable) {
      throw unusable(file, unreadable);
    }
  }

  void keep(Source source, String state) {
    Path file = home.file(name(source));
    Path next = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.writeString(next, state, StandardCharsets.UTF_8);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException unwritable) {
      throw unusable(file, unwritable);
    }
  }

  private String name(Source source) {
    String identity = Fingerprint.of(ledger, source.name(), source.description()).hex();
    return "imports/" + source.name() + "-" + identity + ".state";
  }

  private static Failure unusable(Path file, IOException problem) {
    return new Failure.StoreUnavailable(
        "The import state in " + file + " cannot be used: " + problem.getMessage() + ".",
        "Make the file readable and writable, or remove it to import from the beginning.",
        problem);
  }
}
