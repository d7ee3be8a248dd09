package dev.plumbline.gateway.admin;

import dev.plumbline.testkit.LocalPostgres;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway keeps its set-up and ledger in.
 *
 * @param server null for the embedded database
 */
record Database(@Nullable LocalPostgres server) {
  /** Settings of a gateway with a database that is empty. */
  Map<String, String> empty() {
    if (server == null) {
      return Map.of();
    }
    String location =
        "postgresql://%s:%s@127.0.0.1:%d/postgres?schema=admin-%s"
            .formatted(
                LocalPostgres.USER,
                URLEncoder.encode(LocalPostgres.PASSWORD, StandardCharsets.UTF_8),
                server.port(),
                UUID.randomUUID());
    return Map.of("PLUMBLINE_DATABASE", location);
  }

  @Override
  public String toString() {
    return server == null ? "DuckDB" : "PostgreSQL";
  }
}
