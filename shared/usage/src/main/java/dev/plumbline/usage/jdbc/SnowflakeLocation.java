package dev.plumbline.usage.jdbc;

import dev.plumbline.kernel.Failure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import net.snowflake.client.api.datasource.SnowflakeDataSource;
import net.snowflake.client.api.datasource.SnowflakeDataSourceFactory;
import org.jspecify.annotations.Nullable;

/**
 * A schema of a Snowflake account.
 *
 * @param host of its API, with a port if need be
 * @param values user, warehouse, role and so on by the names of {@link #OPTIONS}
 */
record SnowflakeLocation(String host, String account, Map<String, String> values)
    implements Location {
  private static final String DOMAIN = ".snowflakecomputing.com";

  /** What can be said in the location or in a {@code SNOWFLAKE_*} variable of the same name. */
  private static final List<String> OPTIONS =
      List.of(
          "account",
          "user",
          "password",
          "private_key_path",
          "private_key_passphrase",
          "warehouse",
          "role",
          "database",
          "schema",
          "ssl");

  /** How the driver and other programs call the same. */
  private static final Map<String, String> SYNONYMS =
      Map.of(
          "db", "database",
          "private_key_file", "private_key_path",
          "private_key_pwd", "private_key_passphrase",
          "private_key_file_pwd", "private_key_passphrase");

  /** Reads the location of one. */
  static SnowflakeLocation parse(Address address, Map<String, String> environment) {
    Map<String, String> values = new LinkedHashMap<>();
    environment.forEach((name, value) -> put(values, name, value));
    Map<String, String> options = new LinkedHashMap<>();
    address.options().forEach((name, value) -> options.put(known(name), value));
    new Address("", null, null, "", -1, List.of(), options).allow(OPTIONS);
    values.putAll(options);
    if (address.user() != null) {
      values.put("user", address.user());
    }
    if (address.password() != null) {
      values.put("password", address.password());
    }
    List<String> path = address.path();
    if (path.size() > 2) {
      throw wrong("has more than a database and a schema in its path.");
    }
    if (!path.isEmpty()) {
      values.put("database", path.getFirst());
    }
    if (path.size() > 1) {
      values.put("schema", path.getLast());
    }
    String host = host(address, values);
    String account = values.getOrDefault("account", host.replace(DOMAIN, ""));
    SnowflakeLocation location = new SnowflakeLocation(host, account, Map.copyOf(values));
    location.check();
    return location;
  }

  /** Opens connections to it. */
  DataSource source() {
    SnowflakeDataSource source = SnowflakeDataSourceFactory.createDataSource();
    source.setUrl(
        "jdbc:snowflake://"
            + host
            + "/?TIMEZONE=UTC&WEEK_START=1&JDBC_QUERY_RESULT_FORMAT=JSON"
            + "&CLIENT_TELEMETRY_ENABLED=false&disablePlatformDetection=true"
            + (ssl() ? "" : "&ssl=off"));
    source.setAccount(account);
    source.setUser(values.get("user"));
    String key = values.get("private_key_path");
    if (key == null) {
      source.setPassword(values.get("password"));
    } else {
      source.setPrivateKeyFile(key, values.get("private_key_passphrase"));
      source.setAuthenticator("SNOWFLAKE_JWT");
    }
    source.setDatabaseName(values.get("database"));
    source.setSchema(values.getOrDefault("schema", "PUBLIC"));
    if (values.containsKey("warehouse")) {
      source.setWarehouse(values.get("warehouse"));
    }
    if (values.containsKey("role")) {
      source.setRole(values.get("role"));
    }
    source.setApplication("Plumbline");
    return source;
  }

  /** Its place, for people. */
  String place() {
    return "snowflake://%s/%s/%s"
        .formatted(account, values.get("database"), values.getOrDefault("schema", "PUBLIC"));
  }

  private boolean ssl() {
    return !"off".equals(values.get("ssl"));
  }

  private void check() {
    if (!values.containsKey("user")) {
      throw wrong("names no user.");
    }
    if (!values.containsKey("password") && !values.containsKey("private_key_path")) {
      throw wrong("comes with neither a private key nor a password.");
    }
    if (!values.containsKey("database")) {
      throw wrong("names no database.");
    }
  }

  private static String host(Address address, Map<String, String> values) {
    String given = address.host();
    if (given.isEmpty()) {
      String account = values.get("account");
      if (account == null) {
        throw wrong("names no account.");
      }
      return account + DOMAIN;
    }
    String port = address.port() < 0 ? "" : ":" + address.port();
    return given.contains(".") || !port.isEmpty() ? given + port : given + DOMAIN;
  }

  private static void put(Map<String, String> values, String variable, String value) {
    if (variable.startsWith("SNOWFLAKE_") && !value.isBlank()) {
      String name = known(variable.substring("SNOWFLAKE_".length()));
      if (OPTIONS.contains(name)) {
        values.put(name, value);
      }
    }
  }

  private static String known(String name) {
    String lower = name.toLowerCase(java.util.Locale.ROOT);
    return SYNONYMS.getOrDefault(lower, lower);
  }

  private static Failure wrong(@Nullable String what) {
    return new Failure.Misconfigured(
        "The Snowflake ledger's location " + what,
        "Write snowflake://user@account/database/schema?warehouse=…&role=…, or set"
            + " SNOWFLAKE_ACCOUNT, SNOWFLAKE_USER, SNOWFLAKE_PRIVATE_KEY_PATH or SNOWFLAKE_PASSWORD,"
            + " SNOWFLAKE_WAREHOUSE, SNOWFLAKE_ROLE, SNOWFLAKE_DATABASE and SNOWFLAKE_SCHEMA.");
  }
}
