package dev.plumbline.stats.cli;

import dev.plumbline.mcp.cli.StandardStreams;

/** Starts {@code mcp-llm-stats}. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(StandardStreams.takeOver().run(new StatsProgram(System.getenv()), arguments));
  }
}
