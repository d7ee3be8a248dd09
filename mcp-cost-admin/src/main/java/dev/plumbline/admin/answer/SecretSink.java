package dev.plumbline.admin.answer;

import dev.plumbline.admin.backend.IssuedKey;
import dev.plumbline.kernel.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where new secrets go: into the answer of the call, once, or into files that only their owner can
 * read, so that no chat history holds them.
 */
public final class SecretSink {
  private final @Nullable Path place;

  /**
   * @param place a folder that gets a file for each key; a file ending in {@code .env} that gets a
   *     variable for each; or null for the answer
   */
  public SecretSink(@Nullable Path place) {
    this.place = place == null ? null : place.toAbsolutePath().normalize();
  }

  /** Whether secrets are shown in answers, which is where nobody has said otherwise. */
  public boolean inAnswers() {
    return place == null;
  }

  /** Hands a secret over, and says in Markdown where it is. */
  public String take(IssuedKey issued) {
    Path to = place;
    if (to == null) {
      return "Its secret, shown only now: `%s`".formatted(issued.secret());
    }
    try {
      boolean variables = to.toString().endsWith(".env");
      return variables ? intoVariables(to, issued) : intoFile(to, issued);
    } catch (IOException | UnsupportedOperationException failed) {
      throw new Failure.StoreUnavailable(
          "The secret of the key %s cannot be written to %s; it is lost."
              .formatted(issued.key().id(), to),
          "Correct --secret-sink, then rotate the key with grace 0 to get another secret.",
          failed);
    }
  }

  /** Refuses to go on when a secret could not be handed over later. */
  public void check() {
    Path to = place;
    if (to == null) {
      return;
    }
    Path folder = to.toString().endsWith(".env") ? to.getParent() : to;
    try {
      Files.createDirectories(folder);
    } catch (IOException failed) {
      throw unusable(to);
    }
    if (!Files.isWritable(folder) || Files.isSymbolicLink(to)) {
      throw unusable(to);
    }
  }

  private static Failure unusable(Path to) {
    return new Failure.Misconfigured(
        "Secrets cannot be written to " + to + ".",
        "Name a folder or a .env file of your own with --secret-sink.");
  }

  private static String intoFile(Path folder, IssuedKey issued) throws IOException {
    Path file = folder.resolve(issued.key().id().replaceAll("[^A-Za-z0-9._-]", "_") + ".key");
    replace(file, issued.secret() + "\n");
    return "Its secret is in `%s`, which only its owner can read.".formatted(file);
  }

  private static String intoVariables(Path file, IssuedKey issued) throws IOException {
    String name = variable(issued);
    List<String> lines = new ArrayList<>();
    if (Files.exists(file)) {
      Files.readAllLines(file).stream()
          .filter(line -> !line.startsWith(name + "="))
          .forEach(lines::add);
    }
    lines.add(name + "=" + issued.secret());
    replace(file, String.join("\n", lines) + "\n");
    return "Its secret is the variable `%s` in `%s`, which only its owner can read."
        .formatted(name, file);
  }

  private static String variable(IssuedKey issued) {
    String name = issued.key().plan().name().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
    return "PLUMBLINE_KEY_" + (name.matches(".*[A-Z0-9].*") ? name : issued.key().id());
  }

  /** Written whole or not at all, and never readable by others meanwhile. */
  private static void replace(Path file, String text) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    try {
      Files.createFile(
          fresh,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException raced) {
      throw new IOException("somebody else writes " + fresh, raced);
    }
    Files.writeString(fresh, text, StandardCharsets.UTF_8);
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
