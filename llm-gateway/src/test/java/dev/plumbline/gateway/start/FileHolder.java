package dev.plumbline.gateway.start;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;

/** A process that holds a file, as a program that reads a database does, until it is stopped. */
final class FileHolder {
  static final String HELD = "held";

  private FileHolder() {}

  /** Takes the lock that DuckDB takes, as soon as nobody has it. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    try (FileChannel file =
            FileChannel.open(
                Path.of(arguments[0]), StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = file.lock()) {
      System.err.println(lock.isValid() ? HELD : "lost");
      new CountDownLatch(1).await();
    }
  }
}
