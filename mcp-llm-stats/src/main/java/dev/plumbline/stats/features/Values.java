package dev.plumbline.stats.features;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.feature.Completer;
import dev.plumbline.stats.answer.Books;
import dev.plumbline.usage.query.Dimension;
import java.util.List;

/** Suggests values that occur in the ledger, most spent first. */
final class Values {
  private static final int MOST = 100;

  private final Books books;

  Values(Books books) {
    this.books = books;
  }

  Completer of(Dimension dimension) {
    return (typed, _) -> {
      try {
        return books.ledger().values(dimension, typed, MOST);
      } catch (Failure notNow) {
        return List.of();
      }
    };
  }
}
