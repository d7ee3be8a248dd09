package dev.plumbline.control.guard.jdbc;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the database said about a request, with places counted from one.
 *
 * @param outcome admitted, budget, limit, missing or again
 * @param place of the budget or limit without room
 * @param seconds to wait for a limit
 * @param missing places of the sums that must be made first
 * @param spents of the request's sums, where they are known
 * @param helds the same, before the request
 */
record Verdict(
    String outcome,
    int place,
    @Nullable BigDecimal seconds,
    List<Integer> missing,
    List<BigDecimal> spents,
    List<BigDecimal> helds) {

  static Verdict of(ResultSet row) throws SQLException {
    return new Verdict(
        row.getString("outcome"),
        row.getInt("place"),
        row.getBigDecimal("wait"),
        Arrays.asList((Integer[]) row.getArray("missing").getArray()),
        Arrays.asList((BigDecimal[]) row.getArray("spents").getArray()),
        Arrays.asList((BigDecimal[]) row.getArray("helds").getArray()));
  }
}
