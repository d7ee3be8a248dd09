package dev.plumbline.usage.jdbc;

import dev.plumbline.kernel.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ledger's tables, brought up to date by numbered scripts. */
final class Schema {
  private static final List<String> SCRIPTS = List.of("001-events");

  private Schema() {}

  /** Refuses a ledger of another version. */
  static void check(Connection connection, Dialect dialect, String location) throws SQLException {
    long version = version(connection);
    refuseNewer(version, location);
    if (version == 0) {
      throw new Failure.NotFound(
          "There is no ledger in " + location + " yet.",
          "Import usage first, or name another ledger.");
    }
    if (version < SCRIPTS.size()) {
      throw new Failure.Conflict(
          "The ledger %s has version %d; version %d is needed."
              .formatted(location, version, SCRIPTS.size()),
          "Write to it once with this program, which brings it up to date.");
    }
  }

  /** Whether the tables are there and of this version; asks less than {@link #migrate} does. */
  static boolean isCurrent(Connection connection) {
    try {
      Sql version = Sql.of("select max(version) from usage_schema_version");
      return number(connection, version) == SCRIPTS.size();
    } catch (SQLException none) {
      return false;
    }
  }

  /** Makes or completes the tables; refuses a ledger of a newer version. */
  static void migrate(Connection connection, Dialect dialect, String location) throws SQLException {
    long version = version(connection);
    refuseNewer(version, location);
    if (version == SCRIPTS.size()) {
      return;
    }
    if (version == 0) {
      dialect.makeSchema(connection);
    }
    Transactions.run(
        connection,
        dialect,
        version > 0,
        transaction -> {
          run(transaction, dialect, "000-version");
          for (long next = version(transaction); next < SCRIPTS.size(); next++) {
            run(transaction, dialect, SCRIPTS.get((int) next));
            Sql.of("insert into usage_schema_version (version, applied) values (?, ", next + 1)
                .add(Sql.TIME, Instant.now())
                .add(")")
                .change(transaction);
          }
          return version;
        });
    connection.setAutoCommit(true);
  }

  private static void refuseNewer(long version, String location) {
    if (version > SCRIPTS.size()) {
      throw new Failure.Misconfigured(
          "The ledger %s has version %d; this program knows versions up to %d."
              .formatted(location, version, SCRIPTS.size()),
          "Use the program that wrote it, or a newer one.");
    }
  }

  private static long version(Connection connection) throws SQLException {
    Sql there =
        Sql.of(
            "select count(*) from information_schema.tables"
                + " where lower(table_name) = ? and table_schema = current_schema()",
            "usage_schema_version");
    return number(connection, there) == 0
        ? 0
        : number(connection, Sql.of("select coalesce(max(version), 0) from usage_schema_version"));
  }

  /** The one number that a statement finds. */
  static long number(Connection connection, Sql sql) throws SQLException {
    try (PreparedStatement statement = sql.prepare(connection);
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static void run(Connection connection, Dialect dialect, String script)
      throws SQLException {
    String store = dialect.events().script();
    for (String name : List.of(script + "." + store, script, script + "." + dialect.name())) {
      String text = read(name + ".sql");
      if (text != null) {
        for (String statement : statements(text, dialect)) {
          Sql.of(statement).change(connection);
        }
      }
    }
  }

  private static List<String> statements(String script, Dialect dialect) {
    String code =
        String.join("\n", script.lines().filter(line -> !line.startsWith("--")).toList())
            .replace("${events}", dialect.events().events())
            .replace("${id}", dialect.idType())
            .replace("${json}", dialect.jsonType());
    return Arrays.stream(code.split(";", -1)).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  private static @Nullable String read(String resource) {
    try (InputStream stream = Schema.class.getResourceAsStream(resource)) {
      return stream == null ? null : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
