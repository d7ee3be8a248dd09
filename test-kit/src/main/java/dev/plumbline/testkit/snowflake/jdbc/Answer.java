package dev.plumbline.testkit.snowflake.jdbc;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a statement gives: cells are written as Snowflake's JSON results write them.
 *
 * @param binds how many question marks the statement has
 * @param batches whether it takes many rows of values at once: inserts of one tuple of values do
 */
public record Answer(
    StatementKind kind,
    List<Column> columns,
    List<List<@Nullable String>> rows,
    int binds,
    boolean batches) {

  /** One that takes no batches. */
  Answer(StatementKind kind, List<Column> columns, List<List<@Nullable String>> rows, int binds) {
    this(kind, columns, rows, binds, false);
  }

  /** One row that says that a statement was executed. */
  static Answer status(StatementKind kind, String message) {
    return new Answer(kind, List.of(Column.text("status")), List.of(List.of(message)), 0);
  }

  /** One row of counts. */
  static Answer counts(
      StatementKind kind, int binds, boolean batches, List<String> names, long... counts) {
    return new Answer(
        kind,
        names.stream().map(name -> Column.fixed(name, 19, 0)).toList(),
        counts.length == 0
            ? List.of()
            : List.of(Arrays.stream(counts).mapToObj(Long::toString).toList()),
        binds,
        batches);
  }
}
