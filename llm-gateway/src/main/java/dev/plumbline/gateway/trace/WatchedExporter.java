package dev.plumbline.gateway.trace;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells in one line, once a minute at most, that a collector takes no spans. */
final class WatchedExporter implements SpanExporter {
  private static final Logger LOG = LoggerFactory.getLogger(WatchedExporter.class);
  private static final long QUIET_NANOS = 60_000_000_000L;

  private final SpanExporter exporter;
  private final String endpoint;
  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong told = new AtomicLong(System.nanoTime() - QUIET_NANOS);

  /** Held, because the level goes with the logger; its own lines come with stack traces. */
  private final java.util.logging.Logger library =
      java.util.logging.Logger.getLogger("io.opentelemetry");

  WatchedExporter(SpanExporter exporter, String endpoint) {
    this.exporter = exporter;
    this.endpoint = endpoint;
    library.setLevel(Level.OFF);
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    // The caller uses the collection again.
    int count = spans.size();
    CompletableResultCode result = exporter.export(spans);
    return result.whenComplete(() -> {
      if (!result.isSuccess()) {
        tell(lost.addAndGet(count));
      }
    });
  }

  private void tell(long all) {
    long before = told.get();
    long now = System.nanoTime();
    if (now - before >= QUIET_NANOS && told.compareAndSet(before, now)) {
      LOG.warn("The collector at {} does not take spans; {} are lost so far.", endpoint, all);
    }
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
