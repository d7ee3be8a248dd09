package dev.plumbline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A generated file that is committed.
 *
 * @param file its path from the root of the repository
 */
public record Snapshot(String file) {
  /** Fails when the file says something else; with {@code plumbline.update} writes it instead. */
  public void matches(String generated) {
    Path path = Path.of(System.getProperty("plumbline.root", ".."), file);
    try {
      if (Boolean.getBoolean("plumbline.update")) {
        Files.createDirectories(path.getParent());
        Files.writeString(path, generated);
      }
      String committed = Files.exists(path) ? Files.readString(path) : "";
      assertThat(generated)
          .as("%s is out of date: run bin/verify --fast --update and read the difference", file)
          .isEqualTo(committed);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
