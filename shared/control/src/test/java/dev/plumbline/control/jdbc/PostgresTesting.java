package dev.plumbline.control.jdbc;

import dev.plumbline.testkit.LocalPostgres;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Locations on a server that a test has started. */
public final class PostgresTesting {
  private PostgresTesting() {}

  /** A schema of it. */
  public static String location(LocalPostgres server, String schema) {
    return "postgresql://%s:%s@127.0.0.1:%d/postgres?schema=%s"
        .formatted(
            LocalPostgres.USER,
            URLEncoder.encode(LocalPostgres.PASSWORD, StandardCharsets.UTF_8),
            server.port(),
            URLEncoder.encode(schema, StandardCharsets.UTF_8).replace("+", "%20"));
  }
}
