package dev.plumbline.control.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement that adds many rows.
 *
 * @param begin up to its rows
 * @param row the places of one row's values
 * @param end after its rows
 */
record Many(String begin, String row, String end) {
  private static final int AT_ONCE = 100;

  /** Parts of a list of which each fits one statement. */
  static <T> List<List<T>> chunks(List<T> all) {
    List<List<T>> chunks = new ArrayList<>();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      chunks.add(all.subList(from, Math.min(all.size(), from + AT_ONCE)));
    }
    return chunks;
  }

  /** Adds the rows, which differ in their keys. */
  void insert(Connection connection, List<List<@Nullable Object>> rows) throws SQLException {
    for (List<List<@Nullable Object>> some : chunks(rows)) {
      List<@Nullable Object> values = new ArrayList<>();
      some.forEach(values::addAll);
      String places = String.join(", ", Collections.nCopies(some.size(), row));
      new Query(begin + places + end, values.toArray()).change(connection);
    }
  }
}
