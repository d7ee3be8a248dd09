package dev.plumbline.gateway.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** One file of the journal, and how many of the requests in it are not in the ledger yet. */
final class Segment implements AutoCloseable {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path file;
  private final FileChannel channel;
  private long size;
  private int pending;
  private boolean full;

  private Segment(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static Segment create(Path file) throws IOException {
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    return new Segment(file, FileChannel.open(file, options, OWNER_ONLY));
  }

  long size() {
    return size;
  }

  /** Adds a line wholly; what a failed attempt left of it is taken back. */
  void append(byte[] line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(line);
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes, size + bytes.position());
      }
      size += line.length;
    } finally {
      if (bytes.hasRemaining()) {
        channel.truncate(size);
      }
    }
  }

  void sync() throws IOException {
    if (channel.isOpen()) {
      channel.force(false);
    }
  }

  /** Counts a request that the file is needed for. */
  void began() {
    pending++;
  }

  /** Counts a request that is in the ledger now, and removes the file when it was the last. */
  void recorded() throws IOException {
    pending--;
    removeIfDone();
  }

  /** Takes no more lines. */
  void finish() throws IOException {
    full = true;
    removeIfDone();
  }

  private void removeIfDone() throws IOException {
    if (full && pending == 0) {
      channel.close();
      Files.deleteIfExists(file);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
