package dev.plumbline.usage.source;

import dev.plumbline.usage.LedgerWriter;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.Written;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A ledger in memory that may fail in the middle of an import. */
public final class MemoryLedger implements LedgerWriter {
  private final Map<String, UsageEvent> events = new LinkedHashMap<>();
  private int appendsLeft = Integer.MAX_VALUE;

  /** Dies after some more appends. */
  public MemoryLedger diesAfter(int appends) {
    appendsLeft = appends;
    return this;
  }

  /** What was written, in order. */
  public List<UsageEvent> events() {
    return new ArrayList<>(events.values());
  }

  @Override
  public Written append(List<UsageEvent> batch) {
    if (appendsLeft-- == 0) {
      throw new IllegalStateException("killed");
    }
    long added = batch.stream().filter(e -> events.putIfAbsent(e.id(), e) == null).count();
    return new Written(added, batch.size() - added);
  }

  @Override
  public long reprice(Instant from, Instant to, String reason, UnaryOperator<UsageEvent> pricing) {
    throw new UnsupportedOperationException("imports only append");
  }

  @Override
  public long forgetBefore(LocalDate day, ZoneId zone) {
    throw new UnsupportedOperationException("imports only append");
  }

  @Override
  public long forgetTexts(String source, Instant before) {
    throw new UnsupportedOperationException("imports only append");
  }

  @Override
  public void close() {}
}
