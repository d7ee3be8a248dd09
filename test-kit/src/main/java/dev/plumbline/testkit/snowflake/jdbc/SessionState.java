package dev.plumbline.testkit.snowflake.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a session is in: its database, schema, warehouse, role and parameters. */
public final class SessionState {
  private static final Pattern ASSIGNMENT =
      Pattern.compile("(\\w+)\\s*=\\s*(?:'((?:[^']|'')*)'|([\\w.+-]+))");
  private static final Pattern USE =
      Pattern.compile(
          "\\s*use\\s+(?:(database|schema|warehouse|role)\\s+)?(\\S+?)\\s*;?\\s*",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern CREATE_DATABASE =
      Pattern.compile(
          "\\s*create\\s+database\\s+(?:if\\s+not\\s+exists\\s+)?\"?(\\w+)\"?\\s*;?\\s*",
          Pattern.CASE_INSENSITIVE);

  private final Map<String, String> parameters = new ConcurrentHashMap<>();
  private volatile String database = "";
  private volatile String schema = "";
  private volatile String warehouse = "";
  private volatile String role = "PUBLIC";

  /** Empty where none is in use. */
  public String database() {
    return database;
  }

  /** Empty where none is in use. */
  public String schema() {
    return schema;
  }

  /** Empty where none is in use. */
  public String warehouse() {
    return warehouse;
  }

  /** The role in use. */
  public String role() {
    return role;
  }

  /** Uses a warehouse and a role; a blank one stays as it is. */
  public void use(String newWarehouse, String newRole) {
    warehouse = newWarehouse.isBlank() ? warehouse : newWarehouse.toUpperCase(Locale.ROOT);
    role = newRole.isBlank() ? role : newRole.toUpperCase(Locale.ROOT);
  }

  Map<String, Object> parameters(boolean autocommit) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("AUTOCOMMIT", autocommit);
    parameters.forEach((name, value) -> all.put(name, typed(value)));
    all.put("AUTOCOMMIT", autocommit);
    return all;
  }

  private static Object typed(String value) {
    if (value.matches("(?i)true|false")) {
      return Boolean.valueOf(value);
    }
    return value.matches("\\d{1,9}") ? (Object) Integer.valueOf(value) : value;
  }

  void set(String name, String value) {
    parameters.put(name, value);
  }

  static Map<String, String> assignments(SqlText text) {
    Map<String, String> found = new LinkedHashMap<>();
    Matcher assignment = ASSIGNMENT.matcher(text.bare());
    while (assignment.find()) {
      String quoted = assignment.group(2);
      found.put(
          assignment.group(1), quoted == null ? assignment.group(3) : quoted.replace("''", "'"));
    }
    return found;
  }

  static @Nullable String createdDatabase(SqlText text) {
    Matcher create = CREATE_DATABASE.matcher(text.bare());
    return create.matches() ? create.group(1).toUpperCase(Locale.ROOT) : null;
  }

  void use(Connection connection, SqlText text) throws Rejection, SQLException {
    Matcher use = USE.matcher(text.bare());
    if (!use.matches()) {
      throw Rejection.syntax("syntax error line 1 at position 0 unexpected 'use'.");
    }
    String kind = use.group(1) == null ? "database" : use.group(1).toLowerCase(Locale.ROOT);
    String[] names = use.group(2).replace("\"", "").split("\\.", 2);
    switch (kind) {
      case "warehouse" -> use(names[0], "");
      case "role" -> use("", names[0]);
      case "schema" ->
          enter(connection, names.length > 1 ? names[0] : database, names[names.length - 1]);
      default -> enter(connection, names[0], names.length > 1 ? names[1] : "PUBLIC");
    }
  }

  void enter(Connection connection, String newDatabase, String newSchema)
      throws Rejection, SQLException {
    String nextDatabase = newDatabase.isBlank() ? database : newDatabase.toUpperCase(Locale.ROOT);
    String nextSchema = newSchema.isBlank() ? schema : newSchema.toUpperCase(Locale.ROOT);
    if (nextDatabase.isEmpty()) {
      return;
    }
    if (nextSchema.isEmpty()) {
      nextSchema = "PUBLIC";
    }
    if (!exists(connection, nextDatabase, nextSchema)) {
      throw new Rejection(
          "002043",
          "02000",
          "SQL compilation error:\nObject does not exist, or operation cannot be performed.");
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "set search_path = '\"" + nextDatabase + "\".\"" + nextSchema + "\",memory.main'");
    }
    database = nextDatabase;
    schema = nextSchema;
  }

  private static boolean exists(Connection connection, String database, String schema)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select count(*) from duckdb_schemas()"
                + " where upper(database_name) = ? and upper(schema_name) = ?")) {
      statement.setString(1, database);
      statement.setString(2, schema);
      try (ResultSet results = statement.executeQuery()) {
        results.next();
        return results.getInt(1) > 0;
      }
    }
  }

  /** Fills in what {@code current_…()} functions say; DuckDB's own name other things. */
  String filled(String sql) {
    return sql.replaceAll("(?i)\\bcurrent_warehouse\\s*\\(\\s*\\)", literal(warehouse))
        .replaceAll("(?i)\\bcurrent_role\\s*\\(\\s*\\)", literal(role))
        .replaceAll("(?i)\\bcurrent_database\\s*\\(\\s*\\)", literal(database))
        .replaceAll("(?i)\\bcurrent_schema\\s*\\(\\s*\\)", literal(schema));
  }

  private static String literal(String name) {
    String value = name.isEmpty() ? "null" : "'" + name.replace("'", "''") + "'";
    return Matcher.quoteReplacement(value);
  }
}
