package dev.plumbline.control.jdbc;

import dev.plumbline.control.AuditEntry;
import dev.plumbline.control.ControlState;
import dev.plumbline.control.Entry;
import dev.plumbline.control.EntryKind;
import dev.plumbline.control.json.EntryJson;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The rows of a control store. */
final class Rows {
  private Rows() {}

  /**
   * An entry as it is kept.
   *
   * @param entry null when it was deleted
   */
  record Kept(long version, @Nullable Entry entry) {}

  static long revision(Connection connection) throws SQLException {
    return new Query("select revision from control_revision").number(connection);
  }

  /** Holds other writers off and counts the revision on. */
  static long next(Connection connection) throws SQLException {
    new Query("update control_revision set revision = revision + 1").change(connection);
    return revision(connection);
  }

  static @Nullable Kept kept(Connection connection, Entry entry) throws SQLException {
    EntryKind kind = EntryKind.of(entry);
    Query query =
        new Query(
            "select version, body from control_entry where kind = ? and id = ?",
            kind.label(),
            entry.id());
    List<Kept> found =
        query.rows(
            connection,
            row -> {
              String body = row.getString(2);
              return new Kept(row.getLong(1), body == null ? null : entry(kind, body));
            });
    return found.isEmpty() ? null : found.getFirst();
  }

  static void add(Connection connection, Entry entry, String body) throws SQLException {
    new Query(
            "insert into control_entry (kind, id, version, body) values (?, ?, ?, ?)",
            EntryKind.of(entry).label(),
            entry.id(),
            entry.version(),
            body)
        .change(connection);
  }

  static void change(Connection connection, Entry before, long version, @Nullable String body)
      throws SQLException {
    new Query(
            "update control_entry set version = ?, body = ? where kind = ? and id = ?",
            version,
            body,
            EntryKind.of(before).label(),
            before.id())
        .change(connection);
  }

  static ControlState state(Connection connection, long revision, List<EntryKind> kinds)
      throws SQLException {
    String names = String.join(", ", Collections.nCopies(kinds.size(), "?"));
    Query query =
        new Query(
            "select kind, body from control_entry where body is not null and kind in ("
                + names
                + ")",
            kinds.stream().map(EntryKind::label).toArray());
    return ControlState.of(
        revision, query.rows(connection, row -> entry(kind(row.getString(1)), row.getString(2))));
  }

  static void add(Connection connection, AuditEntry line) throws SQLException {
    new Query(
            "insert into control_audit (revision, made, actor, kind, id, body_before, body_after)"
                + " values (?, "
                + Query.TIME
                + ", ?, ?, ?, ?, ?)",
            line.revision(),
            line.time(),
            line.actor(),
            line.kind(),
            line.id(),
            line.before(),
            line.after())
        .change(connection);
  }

  static List<AuditEntry> audit(Connection connection, int limit) throws SQLException {
    Query query =
        new Query(
            "select cast(made as varchar), actor, kind, id, body_before, body_after, revision"
                + " from control_audit order by revision desc limit "
                + limit);
    return query.rows(connection, Rows::line);
  }

  private static AuditEntry line(ResultSet row) throws SQLException {
    return new AuditEntry(
        Query.time(row.getString(1)),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getLong(7));
  }

  private static Entry entry(EntryKind kind, String body) {
    return EntryJson.readStored(kind, EntryJson.parse(body));
  }

  private static EntryKind kind(String label) {
    return EntryKind.valueOf(label.toUpperCase(Locale.ROOT));
  }
}
