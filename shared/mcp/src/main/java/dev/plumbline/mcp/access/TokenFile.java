package dev.plumbline.mcp.access;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The JSON file of tokens, read again whenever it has changed. Thread-safe. */
final class TokenFile {
  private static final int VERSION = 1;

  private final JsonMapper json = Json.records();
  private final ReentrantLock lock = new ReentrantLock();
  private final PrivateFile file;
  private Snapshot snapshot = new Snapshot(null, List.of());

  TokenFile(Path path) {
    this.file = new PrivateFile(path);
  }

  Path path() {
    return file.path();
  }

  /** The tokens as the file holds them now; none if it doesn't exist. */
  List<TokenEntry> read() {
    lock.lock();
    try {
      Stamp now = Stamp.of(path());
      if (now == null) {
        snapshot = new Snapshot(null, List.of());
      } else if (!now.equals(snapshot.stamp())) {
        snapshot = new Snapshot(now, load());
      }
      return snapshot.tokens();
    } catch (NoSuchFileException deletedMeanwhile) {
      return List.of();
    } catch (IOException unreadable) {
      throw unusable("cannot be read: " + unreadable, unreadable);
    } finally {
      lock.unlock();
    }
  }

  /** Replaces the tokens by what {@code edit} makes of them; no other process comes between. */
  void change(UnaryOperator<List<TokenEntry>> edit) {
    lock.lock();
    try {
      file.exclusively(() -> {
        List<TokenEntry> changed = edit.apply(read());
        file.replace(
            json.writerWithDefaultPrettyPrinter().writeValueAsBytes(new Content(VERSION, changed)));
      });
    } catch (IOException | UnsupportedOperationException unwritable) {
      throw unusable("cannot be written: " + unwritable, unwritable);
    } finally {
      lock.unlock();
    }
  }

  private List<TokenEntry> load() throws IOException {
    try {
      Content content = json.readValue(Files.readAllBytes(path()), Content.class);
      if (content == null || content.version() != VERSION || content.tokens() == null) {
        throw unusable("is not a token file of version " + VERSION, null);
      }
      return content.tokens().stream().map(this::complete).toList();
    } catch (JacksonException corrupt) {
      throw unusable("is damaged: " + corrupt.getOriginalMessage(), corrupt);
    }
  }

  private TokenEntry complete(@Nullable TokenEntry entry) {
    if (entry == null || hasGap(entry)) {
      throw unusable("is damaged: a token lacks a field", null);
    }
    return entry;
  }

  /** Fields that JSON left out are null whatever the record's types say. */
  private static boolean hasGap(TokenEntry entry) {
    for (@Nullable Object field :
        new @Nullable Object[] {
          entry.publicPart(), entry.sha256(), entry.name(), entry.role(), entry.created()
        }) {
      if (field == null) {
        return true;
      }
    }
    return false;
  }

  private Failure unusable(String what, @Nullable Throwable cause) {
    return new Failure.StoreUnavailable(
        "The token file " + path() + " " + what + ".",
        "Until it is mended nobody is let in: restore it, or delete it and make new tokens.",
        cause);
  }

  private record Content(int version, @Nullable List<TokenEntry> tokens) {}

  private record Snapshot(@Nullable Stamp stamp, List<TokenEntry> tokens) {}

  /** What changes with every replacement of a file. */
  private record Stamp(@Nullable Object key, FileTime modified, long size) {
    static @Nullable Stamp of(Path path) throws IOException {
      try {
        BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
        return new Stamp(file.fileKey(), file.lastModifiedTime(), file.size());
      } catch (NoSuchFileException absent) {
        return null;
      }
    }
  }
}
