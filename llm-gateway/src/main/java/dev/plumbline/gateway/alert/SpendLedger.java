package dev.plumbline.gateway.alert;

import dev.plumbline.control.Level;
import dev.plumbline.control.Scope;
import dev.plumbline.control.ledger.LedgerHistory;
import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.TimeRange;
import dev.plumbline.usage.LedgerReader;
import dev.plumbline.usage.query.By;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.Filter;
import dev.plumbline.usage.query.Grain;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageQuery;
import dev.plumbline.usage.query.UsageTable;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Questions to the ledger about what came through the gateway. */
final class SpendLedger {
  private final LedgerReader ledger;

  SpendLedger(LedgerReader ledger) {
    this.ledger = ledger;
  }

  /** The measures by the values of a level; empty while there is no ledger. */
  Optional<UsageTable> by(
      Level level, @Nullable Grain grain, TimeRange range, List<Measure> measures) {
    return ask(
        new UsageQuery(
            range, grain, LedgerHistory.columns(level), gateway(), measures, null, null, null));
  }

  /** Any question; what it filters is put before. */
  Optional<UsageTable> ask(UsageQuery query) {
    try {
      return Optional.of(ledger.query(query));
    } catch (Failure.NotFound noLedgerYet) {
      return Optional.empty();
    }
  }

  /** What came through the gateway. */
  static List<Filter> gateway() {
    return List.of(Filter.is(Dimension.SOURCE, LedgerHistory.GATEWAY));
  }

  /** What came through the gateway and belongs to one value. */
  static List<Filter> gateway(@Nullable Scope scope) {
    if (scope == null) {
      return gateway();
    }
    By column = LedgerHistory.columns(scope.level()).getFirst();
    Filter own =
        scope.each()
            ? new Filter(column, Collections.singletonList(null), true)
            : new Filter(column, List.of(scope.value()), false);
    return List.of(gateway().getFirst(), own);
  }

  /** The first known of the columns of a level. */
  static @Nullable String value(List<@Nullable String> keys) {
    for (String key : keys) {
      if (key != null) {
        return key;
      }
    }
    return null;
  }
}
