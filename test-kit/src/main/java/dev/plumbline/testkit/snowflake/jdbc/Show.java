package dev.plumbline.testkit.snowflake.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code show} commands that drivers send for their metadata. */
final class Show {
  private static final Pattern COMMAND =
      Pattern.compile(
          "\\s*show\\s+(?:terse\\s+)?(primary\\s+keys|imported\\s+keys|exported\\s+keys|\\w+)"
              + "(?:\\s+like\\s+'((?:[^']|'')*)')?"
              + "(?:\\s+in\\s+(?:(account|database|schema|table|view)\\b)?\\s*(\\S+)?)?\\s*;?\\s*",
          Pattern.CASE_INSENSITIVE);

  private static final String TABLES =
      """
      select now() as "created_on", upper(table_name) as "name",
        upper(database_name) as "database_name", upper(schema_name) as "schema_name",
        kind as "kind", '' as "comment", estimated_size as "rows"
      from (
        select table_name, database_name, schema_name, 'TABLE' as kind, estimated_size
          from duckdb_tables() where not internal
        union all
        select view_name, database_name, schema_name, 'VIEW', 0
          from duckdb_views() where not internal)
      where database_name <> 'memory' and upper(table_name) like upper(?) and kind like ?
        and upper(database_name) like ? and upper(schema_name) like ?
      order by 3, 4, 2
      """;
  private static final String COLUMNS =
      """
      select upper(table_name) as "table_name", upper(schema_name) as "schema_name",
        upper(column_name) as "column_name", %s as "data_type",
        case when is_nullable then 'true' else 'NOT_NULL' end as "null?",
        coalesce(column_default, '') as "default", 'COLUMN' as "kind", '' as "expression",
        '' as "comment", upper(database_name) as "database_name", '' as "autoincrement"
      from duckdb_columns()
      where database_name <> 'memory' and not internal and upper(column_name) like upper(?)
        and upper(database_name) like ? and upper(schema_name) like ? and upper(table_name) like ?
      order by upper(database_name), upper(schema_name), upper(table_name), column_index
      """
          .formatted(
              """
              json_object('type', case
                  when data_type like 'DECIMAL%' or data_type like '%INT%' then 'FIXED'
                  when data_type in ('DOUBLE', 'FLOAT') then 'REAL'
                  when data_type = 'VARCHAR' then 'TEXT'
                  when data_type = 'TIMESTAMP WITH TIME ZONE' then 'TIMESTAMP_LTZ'
                  when data_type like 'TIMESTAMP%' then 'TIMESTAMP_NTZ'
                  when data_type = 'JSON' then 'VARIANT'
                  when data_type = 'BLOB' then 'BINARY'
                  else data_type end,
                'precision', case when data_type like 'DECIMAL%' then numeric_precision
                  when data_type like '%INT%' then 38 else 0 end,
                'scale', case when data_type like 'DECIMAL%' then numeric_scale
                  when data_type like 'TIME%' then 9 else 0 end,
                'length', case when data_type = 'VARCHAR' then 16777216 else 0 end,
                'byteLength', case when data_type = 'VARCHAR' then 16777216 else 0 end,
                'nullable', is_nullable, 'fixed', false)\
              """);
  private static final String SCHEMAS =
      """
      select now() as "created_on", upper(schema_name) as "name",
        upper(database_name) as "database_name", '' as "comment"
      from duckdb_schemas()
      where not internal and database_name not in ('memory', 'system', 'temp')
        and upper(schema_name) <> 'MAIN'
        and upper(schema_name) like upper(?) and upper(database_name) like ?
      order by 3, 2
      """;
  private static final String DATABASES =
      """
      select now() as "created_on", upper(database_name) as "name", '' as "comment"
      from duckdb_databases() where not internal and database_name <> 'memory'
        and upper(database_name) like upper(?)
      order by 2
      """;

  private Show() {}

  static Answer answer(Connection connection, SessionState state, SqlText text)
      throws Rejection, SQLException {
    Matcher command = COMMAND.matcher(text.bare().replaceAll("\\s+", " "));
    if (!command.matches()) {
      throw unsupported(text);
    }
    String like = command.group(2) == null ? "%" : command.group(2).replace("''", "'");
    String[] in = scope(command, state);
    return switch (command.group(1).toLowerCase(Locale.ROOT)) {
      case "tables" -> query(connection, TABLES, like, "TABLE", in[0], in[1]);
      case "views" -> query(connection, TABLES, like, "VIEW", in[0], in[1]);
      case "objects" -> query(connection, TABLES, like, "%", in[0], in[1]);
      case "columns" -> query(connection, COLUMNS, like, in[0], in[1], in[2]);
      case "schemas" -> query(connection, SCHEMAS, like, in[0]);
      case "databases" -> query(connection, DATABASES, like);
      case "primary keys", "imported keys", "exported keys" -> noKeys();
      default -> throw unsupported(text);
    };
  }

  private static Rejection unsupported(SqlText text) {
    return new Rejection(
        "000002", "0A000", "Unsupported feature of the test server: " + text.bare().strip());
  }

  /** Database, schema and table as patterns: where nothing is named, what the session is in. */
  private static String[] scope(Matcher command, SessionState state) {
    String kind = command.group(3) == null ? "" : command.group(3).toLowerCase(Locale.ROOT);
    @Nullable String named = command.group(4);
    if (kind.equals("account")) {
      return new String[] {"%", "%", "%"};
    }
    String[] names =
        named == null
            ? new String[0]
            : named.replace("\"", "").toUpperCase(Locale.ROOT).split("\\.");
    if (kind.equals("database")) {
      return new String[] {names.length > 0 ? names[0] : state.database(), "%", "%"};
    }
    int schema = kind.equals("schema") ? names.length - 1 : names.length - 2;
    return new String[] {
      schema > 0 ? names[schema - 1] : state.database(),
      schema >= 0 ? names[schema] : state.schema(),
      kind.equals("schema") || names.length == 0 ? "%" : names[names.length - 1]
    };
  }

  private static Answer noKeys() {
    List<Column> columns =
        List.of(
            Column.text("created_on"),
            Column.text("database_name"),
            Column.text("schema_name"),
            Column.text("table_name"),
            Column.text("column_name"),
            Column.fixed("key_sequence", 38, 0),
            Column.text("constraint_name"));
    return new Answer(StatementKind.SHOW, columns, List.of(), 0);
  }

  private static Answer query(Connection connection, String sql, String... patterns)
      throws SQLException, Rejection {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < patterns.length; i++) {
        statement.setString(i + 1, patterns[i]);
      }
      try (ResultSet results = statement.executeQuery()) {
        List<Column> columns = Cells.columns(results.getMetaData(), SqlText.of(sql));
        List<List<@Nullable String>> rows = new ArrayList<>();
        while (results.next()) {
          rows.add(Cells.row(results, columns));
        }
        return new Answer(StatementKind.SHOW, columns, rows, 0);
      }
    }
  }
}
