package dev.plumbline.mcp.host;

/** The terminal of a person who makes a call by hand. */
@FunctionalInterface
public interface Shell {
  /** Shows progress and log messages, one line each; never on standard output. */
  void say(String line);
}
