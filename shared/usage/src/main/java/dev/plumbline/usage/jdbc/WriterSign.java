package dev.plumbline.usage.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

/**
 * The sign that a writer waits for a file which readers hold open, in whatever processes: a file
 * beside it, touched again and again. One that nobody touches any more counts for nothing.
 */
final class WriterSign {
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final Path sign;

  WriterSign(Path file) {
    this.sign = file.resolveSibling(file.getFileName() + ".writer");
  }

  /** Asks readers to let go. */
  void raise() {
    try {
      if (Files.exists(sign)) {
        Files.setLastModifiedTime(sign, FileTime.from(Instant.now()));
      } else {
        Files.createFile(sign);
      }
    } catch (IOException unable) {
      // Another writer does the same, or readers let go when they are idle.
      return;
    }
  }

  /** The file is held, or nobody waits any more. */
  void lower() {
    try {
      Files.deleteIfExists(sign);
    } catch (IOException unable) {
      // It counts for nothing in a second.
      return;
    }
  }

  /** Whether a writer waits. */
  boolean raised() {
    try {
      Instant touched = Files.getLastModifiedTime(sign).toInstant();
      return Duration.between(touched, Instant.now()).abs().compareTo(FRESH) < 0;
    } catch (IOException none) {
      return false;
    }
  }
}
