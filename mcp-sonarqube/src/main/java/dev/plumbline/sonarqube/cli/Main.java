package dev.plumbline.sonarqube.cli;

import dev.plumbline.mcp.cli.StandardStreams;

/** Starts {@code mcp-sonarqube}. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(StandardStreams.takeOver().run(new SonarQubeProgram(), arguments));
  }
}
