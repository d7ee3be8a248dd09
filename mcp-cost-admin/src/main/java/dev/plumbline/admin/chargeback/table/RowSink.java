package dev.plumbline.admin.chargeback.table;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes rows one by one. */
public interface RowSink {
  /** Takes the next row: a value of its kind, or null, for each column. */
  void row(List<@Nullable Object> values) throws IOException;
}
