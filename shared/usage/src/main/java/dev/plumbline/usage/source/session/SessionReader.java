package dev.plumbline.usage.source.session;

import dev.plumbline.usage.source.text.Line;
import java.util.function.Consumer;

/** Reads one log file, line after line. */
interface SessionReader {
  /** Reads the next line. */
  void line(Line line, Consumer<Parsed> out);

  /** Gives what it held back to see the next line first: nothing is written any more. */
  default void quiet(Consumer<Parsed> out) {}
}
