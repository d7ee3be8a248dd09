package dev.plumbline.testkit.snowflake;

import dev.plumbline.testkit.snowflake.jdbc.EngineSession;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A logged-in session: its tokens and the queries it may still fetch. */
final class Session {
  private static final int REMEMBERED = 200;

  private final EngineSession engine;
  private final String masterToken = token();
  private final Map<String, Query> byRequest =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Query> eldest) {
          return size() > REMEMBERED;
        }
      };
  private String sessionToken = token();
  private boolean expired;

  Session(EngineSession engine) {
    this.engine = engine;
  }

  private static String token() {
    return UUID.randomUUID().toString();
  }

  EngineSession engine() {
    return engine;
  }

  synchronized String sessionToken() {
    return sessionToken;
  }

  String masterToken() {
    return masterToken;
  }

  synchronized boolean expired() {
    return expired;
  }

  synchronized void expire() {
    expired = true;
  }

  synchronized void renew() {
    sessionToken = token();
    expired = false;
  }

  /** The query of a request id: a request that is repeated is not executed again. */
  synchronized Query query(String requestId) {
    return byRequest.computeIfAbsent(requestId, id -> new Query(this));
  }

  synchronized @Nullable Query known(String requestId) {
    return byRequest.get(requestId);
  }

  synchronized @Nullable Query byId(String id) {
    return byRequest.values().stream()
        .filter(query -> query.id().equals(id))
        .findFirst()
        .orElse(null);
  }
}
