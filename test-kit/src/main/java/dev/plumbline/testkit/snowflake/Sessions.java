package dev.plumbline.testkit.snowflake;

import dev.plumbline.testkit.snowflake.jdbc.Engine;
import dev.plumbline.testkit.snowflake.jdbc.EngineSession;
import dev.plumbline.testkit.snowflake.jdbc.Rejection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** The open sessions of an account, found by their tokens. */
final class Sessions {
  private final List<Session> open = new CopyOnWriteArrayList<>();
  private final Engine engine;

  Sessions(Engine engine) {
    this.engine = engine;
  }

  /**
   * Opens a session.
   *
   * @param named what the address names: databaseName, schemaName, warehouse, roleName
   * @param parameters the session parameters of the login
   */
  Session open(Map<String, String> named, JsonNode parameters) throws Rejection {
    EngineSession session = engine.open();
    session.set("TIMEZONE", "America/Los_Angeles");
    for (Map.Entry<String, JsonNode> parameter : parameters.properties()) {
      session.set(parameter.getKey(), parameter.getValue().asString(""));
    }
    session.state().use(named.getOrDefault("warehouse", ""), named.getOrDefault("roleName", ""));
    try {
      session.enter(named.getOrDefault("databaseName", ""), named.getOrDefault("schemaName", ""));
    } catch (Rejection unknown) {
      session.close();
      throw new Rejection(
          "390201",
          "08001",
          "The requested database does not exist or not authorized: "
              + named.getOrDefault("databaseName", "").toUpperCase(Locale.ROOT));
    }
    Session opened = new Session(session);
    open.add(opened);
    return opened;
  }

  Session bySessionToken(String token) throws Rejection {
    Session session = find(Session::sessionToken, token);
    if (session.expired()) {
      throw new Rejection("390112", "08001", "Session token has expired. Renew it.");
    }
    return session;
  }

  Session byMasterToken(String token) throws Rejection {
    return find(Session::masterToken, token);
  }

  private Session find(Function<Session, String> of, String token) throws Rejection {
    for (Session session : open) {
      if (of.apply(session).equals(token)) {
        return session;
      }
    }
    throw new Rejection(
        "390111", "08001", "Session no longer exists. New login required to access the service.");
  }

  List<Session> all() {
    return List.copyOf(open);
  }

  int count() {
    return open.size();
  }

  void expire() {
    open.forEach(Session::expire);
  }

  void end() {
    for (Session session : all()) {
      close(session);
    }
  }

  void close(Session session) {
    if (open.remove(session)) {
      session.engine().cancel();
      session.engine().close();
    }
  }
}
