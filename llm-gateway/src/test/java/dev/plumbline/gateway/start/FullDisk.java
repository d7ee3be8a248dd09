package dev.plumbline.gateway.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

/** Lets no file of this process grow, as on a disk without room. */
final class FullDisk implements AutoCloseable {
  /** Nothing can be written. */
  void fill() throws IOException {
    limit("1");
  }

  /** Nothing can be written beyond so many bytes of a file. */
  void fillAbove(long bytes) throws IOException {
    limit(String.valueOf(bytes));
  }

  /** There is room again. */
  void free() throws IOException {
    limit("unlimited");
  }

  private static void limit(String bytes) throws IOException {
    long own = ProcessHandle.current().pid();
    Process prlimit =
        new ProcessBuilder(
                "prlimit", "--pid", String.valueOf(own), "--fsize=" + bytes + ":unlimited")
            .inheritIO()
            .start();
    assertThat(prlimit.onExit().join().exitValue()).isZero();
  }

  @Override
  public void close() throws IOException {
    free();
  }
}
