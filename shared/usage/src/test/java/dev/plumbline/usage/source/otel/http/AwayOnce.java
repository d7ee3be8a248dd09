package dev.plumbline.usage.source.otel.http;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.LedgerWriter;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.Written;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/** A ledger that cannot be reached at first, and then refuses events of an odd size. */
final class AwayOnce implements LedgerWriter {
  private final LedgerWriter ledger;
  private final AtomicBoolean away = new AtomicBoolean(true);

  AwayOnce(LedgerWriter ledger) {
    this.ledger = ledger;
  }

  @Override
  public Written append(List<UsageEvent> events) {
    if (away.getAndSet(false)) {
      throw new Failure.StoreUnavailable("The ledger is away.", "Try again.", null);
    }
    if (events.stream().anyMatch(event -> event.tokens().input() == 13)) {
      throw new Failure.InvalidInput("13 cannot be right.", "Count again.");
    }
    return ledger.append(events);
  }

  @Override
  public long reprice(Instant from, Instant to, String reason, UnaryOperator<UsageEvent> pricing) {
    throw new UnsupportedOperationException("it only appends");
  }

  @Override
  public long forgetBefore(LocalDate day, ZoneId zone) {
    throw new UnsupportedOperationException("it only appends");
  }

  @Override
  public long forgetTexts(String source, Instant before) {
    throw new UnsupportedOperationException("it only appends");
  }

  @Override
  public void close() {}
}
