package dev.plumbline.mcp.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The standard streams of a server's process, kept for the protocol: whatever else prints to
 * standard output or reads standard input gets standard error and an empty input instead.
 */
public final class StandardStreams {
  private final InputStream in;
  private final OutputStream out;

  private StandardStreams(InputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  /** Takes the streams over; call it first in {@code main}, and once. */
  public static StandardStreams takeOver() {
    System.setOut(System.err);
    System.setIn(InputStream.nullInputStream());
    return new StandardStreams(
        new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
  }

  /** Runs the command line of a server in this process and returns its exit code. */
  public int run(Program program, String... arguments) {
    return ServerCommand.run(program, System.getenv(), in, out, arguments);
  }
}
