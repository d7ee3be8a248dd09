package dev.plumbline.usage.source;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.LedgerWriter;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.Written;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Gathers events into batches, writes them, and counts what came of it. */
final class Batches implements Sink {
  private static final int EXAMPLES = 3;

  /** What comes slowly, such as the pages of an API, is kept in smaller batches. */
  private static final int FEW = 10_000;

  private static final long LONG_AGO = Duration.ofSeconds(10).toNanos();

  /** Prompts and answers gathered at most, in characters. */
  private static final long MOST_TEXT = 50_000_000;

  private final String source;
  private final LedgerWriter ledger;
  private final UnaryOperator<UsageEvent> pricing;
  private final @Nullable RejectedLines rejectedLines;
  private final Consumer<Progress> progress;
  private final Consumer<String> checkpoints;
  private final Map<String, UsageEvent> batch = new LinkedHashMap<>();
  private final Map<String, ImportSummary.Rejected> rejected = new LinkedHashMap<>();
  private final Map<String, Long> skipped = new TreeMap<>();
  private final Map<String, Long> unpriced = new TreeMap<>();
  private Written written = new Written(0, 0);
  private long since = System.nanoTime();
  private long text;
  private @Nullable String checkpoint;
  private @Nullable Instant first;
  private @Nullable Instant last;

  Batches(
      String source,
      LedgerWriter ledger,
      UnaryOperator<UsageEvent> pricing,
      @Nullable RejectedLines rejectedLines,
      Consumer<Progress> progress,
      Consumer<String> checkpoints) {
    this.source = source;
    this.ledger = ledger;
    this.pricing = pricing;
    this.rejectedLines = rejectedLines;
    this.progress = progress;
    this.checkpoints = checkpoints;
  }

  @Override
  public void event(UsageEvent event) {
    UsageEvent priced = Pricing.of(event, pricing);
    if (priced.charge().cost() == null) {
      unpriced.merge(priced.provider() + " " + priced.model(), 1L, Long::sum);
    }
    if (first == null || event.time().isBefore(first)) {
      first = event.time();
    }
    if (last == null || event.time().isAfter(last)) {
      last = event.time();
    }
    if (batch.putIfAbsent(event.id(), priced) != null) {
      written = written.plus(new Written(0, 1));
    }
    text += length(event.content().prompt()) + length(event.content().answer());
    boolean late = batch.size() >= FEW && System.nanoTime() - since > LONG_AGO;
    if (batch.size() >= Import.BATCH || text > MOST_TEXT || late) {
      write();
    }
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }

  @Override
  public void reject(Rejection rejection) {
    if (rejectedLines != null) {
      rejectedLines.keep(source, rejection);
    }
    ImportSummary.Rejected before = rejected.get(rejection.reason());
    List<Rejection> examples = new ArrayList<>(before == null ? List.of() : before.examples());
    if (examples.size() < EXAMPLES) {
      examples.add(rejection);
    }
    long count = before == null ? 1 : before.count() + 1;
    rejected.put(rejection.reason(), new ImportSummary.Rejected(count, examples));
  }

  @Override
  public void skip(String reason) {
    skipped.merge(reason, 1L, Long::sum);
  }

  @Override
  public void progress(Progress made) {
    progress.accept(made);
  }

  /** Kept only after the events given before it are durable. */
  @Override
  public void checkpoint(String state) {
    checkpoint = state;
    if (batch.isEmpty()) {
      keepCheckpoint();
    }
  }

  void flush() {
    write();
  }

  private void write() {
    if (!batch.isEmpty()) {
      append(List.copyOf(batch.values()));
      batch.clear();
    }
    text = 0;
    since = System.nanoTime();
    keepCheckpoint();
  }

  /** A ledger refuses a whole batch for one event; halving finds that one. */
  private void append(List<UsageEvent> events) {
    try {
      written = written.plus(ledger.append(events));
    } catch (Failure.InvalidInput refused) {
      if (events.size() == 1) {
        String event = events.getFirst().toString();
        reject(new Rejection("", 0, "refused by the ledger", refused.text(), event));
        return;
      }
      int half = events.size() / 2;
      append(events.subList(0, half));
      append(events.subList(half, events.size()));
    }
  }

  private void keepCheckpoint() {
    if (checkpoint != null) {
      checkpoints.accept(checkpoint);
      checkpoint = null;
    }
  }

  ImportSummary summary(boolean dryRun) {
    return new ImportSummary(
        source,
        dryRun,
        written.added(),
        written.known(),
        rejected,
        skipped,
        unpriced,
        first,
        last,
        rejectedLines == null ? null : rejectedLines.file().orElse(null));
  }
}
