package dev.plumbline.usage.source.table;

import dev.plumbline.usage.UsageEvent;
import java.util.List;

/** Makes events out of rows; one object a file. */
public interface RowMapper {
  /** Looks at the columns, where the file states them, before the first row. */
  default void columns(List<String> names) {}

  /** The event of a row; a row that is none is an {@code InvalidInput}. */
  UsageEvent event(Row row);
}
