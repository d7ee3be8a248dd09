package dev.plumbline.mcp.access;

import java.nio.file.Path;
import java.time.Clock;

/** A process that makes tokens, for the test of several at once. */
final class TokenMaker {
  static final int TOKENS = 25;

  private TokenMaker() {}

  public static void main(String[] arguments) {
    TokenStore store = new TokenStore(Path.of(arguments[0]), Clock.systemUTC());
    for (int i = 0; i < TOKENS; i++) {
      store.create(arguments[1] + "-" + i, Role.READER, null);
    }
  }
}
