package dev.plumbline.mcp.access;

import dev.plumbline.kernel.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file for its owner's eyes only, replaced as a whole.
 *
 * @param path where it is; a lock file lies beside it
 */
record PrivateFile(Path path) {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(20);

  /** Work that no other process may do at the same time. */
  interface Work {
    void run() throws IOException;
  }

  /** Runs the work while every other process, and every other store of this one, waits. */
  void exclusively(Work work) throws IOException {
    Path lockFile = path.resolveSibling(path.getFileName() + ".lock");
    Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(lockFile, options, OWNER_ONLY);
        FileLock _ = lock(channel)) {
      work.run();
    }
  }

  /** Replaces the content; a reader sees the old or the new one, also after a power cut. */
  void replace(byte[] content) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    Path fresh = Files.createTempFile(folder, path.getFileName().toString(), ".new", OWNER_ONLY);
    try {
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private FileLock lock(FileChannel channel) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      FileLock lock = attempt(channel);
      if (lock != null) {
        return lock;
      }
      pause();
    }
    throw new Failure.StoreUnavailable(
        "The file " + path + " has been locked for " + PATIENCE.toSeconds() + " seconds.",
        "Wait for the other process that changes it, then try again.",
        null);
  }

  private static @Nullable FileLock attempt(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for the lock", interrupted);
    }
  }
}
