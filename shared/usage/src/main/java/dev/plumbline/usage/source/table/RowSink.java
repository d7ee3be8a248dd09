package dev.plumbline.usage.source.table;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.source.Rejection;
import dev.plumbline.usage.source.Sink;

/** Makes events of rows; a row that is none is rejected, and the rest goes on. */
public record RowSink(RowMapper mapper, Sink sink) {
  /** Takes one row. */
  public void row(Row row) {
    UsageEvent event;
    try {
      event = mapper.event(row);
    } catch (Failure.InvalidInput wrong) {
      sink.reject(
          new Rejection(
              row.origin(),
              row.line(),
              "values that cannot be right",
              wrong.text(),
              row.values().toString()));
      return;
    }
    sink.event(event);
  }
}
