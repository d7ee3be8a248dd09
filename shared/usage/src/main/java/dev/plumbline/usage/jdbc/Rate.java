package dev.plumbline.usage.jdbc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request's tokens cost, in 10<sup>-12</sup> dollars each, and what follows from them.
 *
 * @param costKnown 0, or null when the cost is unknown
 * @param listShare 1 when the list cost is the cost, 0 when it is stated, null when unknown
 * @param savingShare 1 when the rates tell the saving, 0 when it is stated, null when unknown
 */
record Rate(
    @Nullable String catalog,
    Prices prices,
    @Nullable Long costKnown,
    @Nullable Long listShare,
    @Nullable Long savingShare) {
  static final List<String> COLUMNS =
      List.of(
          "catalog",
          "input",
          "cache_read",
          "cache_write_5m",
          "cache_write_1h",
          "output",
          "cost_known",
          "list_share",
          "saving_share");

  /** Prices of one token. */
  record Prices(long input, long read, long write5m, long write1h, long output) {
    static final Prices NONE = new Prices(0, 0, 0, 0, 0);
  }
}
