package dev.plumbline.usage.source.table;

import dev.plumbline.usage.source.Rejection;
import java.nio.file.Path;
import java.util.List;

/** Reads the rows of a file one by one. */
public interface RowReader {
  /** Where rows go. */
  interface Rows {
    /** The names of the columns, where the file states them before its rows. */
    void columns(List<String> names);

    /** One row. */
    void row(Row row);

    /** A row that cannot be read; the rest goes on. */
    void bad(Rejection rejection);

    /** How many bytes are read, and of how many; 0 when nobody knows. */
    void progress(long done, long total);
  }

  /** Reads a file; one that is not there or not readable is a {@code Failure}. */
  void read(Path file, Rows rows);
}
