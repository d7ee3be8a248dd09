package dev.plumbline.mcp.cli;

import picocli.CommandLine.Command;

/** Manages the bearer tokens of HTTP. */
@Command(name = "token", mixinStandardHelpOptions = true, description = "Manages bearer tokens.")
final class TokenCommand implements Runnable {
  TokenCommand(Session session) {}

  @Override
  public void run() {}
}
