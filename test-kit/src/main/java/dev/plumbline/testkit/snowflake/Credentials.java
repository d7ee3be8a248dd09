package dev.plumbline.testkit.snowflake;

import dev.plumbline.testkit.snowflake.jdbc.Rejection;
import java.security.PublicKey;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** The users who may log in, by password or by key pair. */
final class Credentials {
  private final Map<String, String> passwords = new ConcurrentHashMap<>();
  private final Map<String, PublicKey> keys = new ConcurrentHashMap<>();
  private final String account;

  Credentials(String account) {
    this.account = account;
  }

  void allow(String user, String password) {
    passwords.put(user.toUpperCase(Locale.ROOT), password);
  }

  void allow(String user, PublicKey key) {
    keys.put(user.toUpperCase(Locale.ROOT), key);
  }

  /** Checks a login request's {@code data}. */
  void check(JsonNode data) throws Rejection {
    String user = data.path("LOGIN_NAME").asString("").toUpperCase(Locale.ROOT);
    switch (data.path("AUTHENTICATOR").asString("SNOWFLAKE")) {
      case "SNOWFLAKE" -> checkPassword(user, data.path("PASSWORD").asString(""));
      case "SNOWFLAKE_JWT" -> checkToken(user, data.path("TOKEN").asString(""));
      default -> throw new Rejection("390190", "08001", "This authenticator is not accepted here.");
    }
  }

  private void checkPassword(String user, String password) throws Rejection {
    if (password.isEmpty() || !password.equals(passwords.get(user))) {
      throw new Rejection("390100", "08001", "Incorrect username or password was specified.");
    }
  }

  private void checkToken(String user, String token) throws Rejection {
    PublicKey key = keys.get(user);
    if (key == null || !new KeyPairToken(account, user, key).accepts(token)) {
      throw new Rejection("390144", "08001", "JWT token is invalid.");
    }
  }
}
