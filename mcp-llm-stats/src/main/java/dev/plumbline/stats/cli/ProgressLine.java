package dev.plumbline.stats.cli;

import dev.plumbline.usage.source.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Consumer;

/** Shows on a terminal how far an import is, on one line that overwrites itself. */
final class ProgressLine implements Consumer<Progress> {
  private static final long PAUSE = Duration.ofMillis(200).toNanos();
  private static final double MEGABYTE = 1_000_000;

  private final PrintStream out;
  private final boolean shown;
  private long last;
  private boolean written;

  /**
   * @param shown whether there is a terminal to show it on
   */
  ProgressLine(PrintStream out, boolean shown) {
    this.out = out;
    this.shown = shown;
    this.last = System.nanoTime();
  }

  @Override
  public void accept(Progress progress) {
    long now = System.nanoTime();
    if (!shown || now - last < PAUSE) {
      return;
    }
    last = now;
    written = true;
    out.print("\r" + words(progress) + "\u001b[K");
    out.flush();
  }

  private static String words(Progress progress) {
    String done =
        progress.unit().equals("bytes")
            ? "%.1f MB".formatted(progress.done() / MEGABYTE)
            : "%,d %s".formatted(progress.done(), progress.unit());
    return progress.total() > 0
        ? "%d %%, %s".formatted(100 * progress.done() / progress.total(), done)
        : done;
  }

  /** Takes the line away. */
  void clear() {
    if (written) {
      out.print("\r\u001b[K");
      out.flush();
    }
  }
}
