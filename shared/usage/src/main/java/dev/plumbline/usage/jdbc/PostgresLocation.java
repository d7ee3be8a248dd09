package dev.plumbline.usage.jdbc;

import dev.plumbline.kernel.Failure;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** A schema of a PostgreSQL database. */
public record PostgresLocation(
    String host,
    int port,
    String database,
    @Nullable String user,
    @Nullable String password,
    @Nullable String schema,
    Map<String, String> options)
    implements Location {
  private static final int PORT = 5432;
  private static final int CONNECT_SECONDS = 10;
  private static final List<String> OPTIONS =
      List.of(
          "schema",
          "currentSchema",
          "user",
          "password",
          "sslmode",
          "sslrootcert",
          "ApplicationName");

  /** Reads the location of one; the password may also be in {@code PGPASSWORD}. */
  static PostgresLocation parse(Address address, Map<String, String> environment) {
    address.allow(OPTIONS);
    if (address.path().size() != 1 || address.host().isEmpty()) {
      throw new Failure.Misconfigured(
          "The PostgreSQL ledger's location does not name one database.",
          "Write postgresql://user:password@host:port/database.");
    }
    Map<String, String> options = address.options();
    String user = options.getOrDefault("user", address.user());
    String password = options.getOrDefault("password", address.password());
    return new PostgresLocation(
        address.host(),
        address.port() < 0 ? PORT : address.port(),
        address.path().getFirst(),
        user,
        password == null ? environment.get("PGPASSWORD") : password,
        options.getOrDefault("schema", options.get("currentSchema")),
        options);
  }

  /** Opens connections to it. */
  public DataSource source() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {host});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName(database);
    source.setUser(user);
    source.setPassword(password);
    source.setApplicationName(options.getOrDefault("ApplicationName", "plumbline"));
    source.setConnectTimeout(CONNECT_SECONDS);
    source.setTcpKeepAlive(true);
    if (schema != null) {
      source.setCurrentSchema("\"" + schema.replace("\"", "\"\"") + "\"");
    }
    if (options.containsKey("sslmode")) {
      source.setSslMode(options.get("sslmode"));
    }
    if (options.containsKey("sslrootcert")) {
      source.setSslRootCert(options.get("sslrootcert"));
    }
    return source;
  }

  /** Its place, for people. */
  public String place() {
    return "postgresql://%s:%d/%s%s"
        .formatted(host, port, database, schema == null ? "" : "?schema=" + schema);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return place();
  }
}
