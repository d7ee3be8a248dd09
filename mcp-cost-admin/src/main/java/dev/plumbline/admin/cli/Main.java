package dev.plumbline.admin.cli;

import dev.plumbline.mcp.cli.StandardStreams;

/** Starts {@code mcp-cost-admin}. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(StandardStreams.takeOver().run(new AdminProgram(System.getenv()), arguments));
  }
}
