package dev.plumbline.control.jdbc;

import dev.plumbline.kernel.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a store, brought up to date by numbered scripts whose statements end with a
 * semicolon and an empty line.
 *
 * @param table keeps the version
 * @param beside the class beside whose resource the scripts are
 */
public record SchemaScripts(String table, Class<?> beside, List<String> scripts) {
  private static final long LOCK = 7_524_889_221L;

  public SchemaScripts {
    scripts = List.copyOf(scripts);
  }

  /** Makes or completes the tables of a PostgreSQL store within the transaction. */
  public void migratePostgres(Connection connection, @Nullable String schema, String location)
      throws SQLException {
    new Query("select pg_advisory_xact_lock(" + LOCK + ")").rows(connection, row -> "");
    if (schema != null) {
      new Query("create schema if not exists \"" + schema.replace("\"", "\"\"") + "\"")
          .change(connection);
    }
    migrate(connection, location);
  }

  /** Makes or completes the tables within the transaction; refuses those of a newer version. */
  void migrate(Connection connection, String location) throws SQLException {
    new Query(
            "create table if not exists %s (version integer not null, applied timestamp not null)"
                .formatted(table))
        .change(connection);
    int version =
        (int) new Query("select coalesce(max(version), 0) from " + table).number(connection);
    if (version > scripts.size()) {
      throw new Failure.Misconfigured(
          "The store %s has version %d of %s; this program knows versions up to %d."
              .formatted(location, version, table, scripts.size()),
          "Use the program that wrote it, or a newer one.");
    }
    for (int next = version; next < scripts.size(); next++) {
      for (String statement : statements(scripts.get(next))) {
        new Query(statement).change(connection);
      }
      new Query(
              "insert into %s (version, applied) values (?, %s)".formatted(table, Query.TIME),
              next + 1,
              Instant.now())
          .change(connection);
    }
  }

  private List<String> statements(String script) {
    try (InputStream stream = beside.getResourceAsStream(script + ".sql")) {
      if (stream == null) {
        throw new IllegalStateException("no script " + script);
      }
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      String code = String.join("\n", text.lines().filter(line -> !line.startsWith("--")).toList());
      return List.of((code.strip() + "\n\n").split(";\\n\\s*\\n")).stream()
          .map(String::strip)
          .filter(statement -> !statement.isEmpty())
          .toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
