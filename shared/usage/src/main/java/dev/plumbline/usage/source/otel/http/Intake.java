package dev.plumbline.usage.source.otel.http;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.LedgerWriter;
import dev.plumbline.usage.UsageEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Writes what many requests bring at the same time in one batch. A request returns once its events
 * are durable. One thread writes.
 */
final class Intake implements AutoCloseable {
  private static final int MOST_WAITING = 1000;
  private static final int BATCH = 10_000;
  private static final Delivery END = new Delivery(List.of(), new CompletableFuture<>());

  private final LedgerWriter ledger;
  private final BlockingQueue<Delivery> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
  private final Thread thread;

  /**
   * Events of one request.
   *
   * @param refused completed with those that the ledger refuses
   */
  private record Delivery(List<UsageEvent> events, CompletableFuture<List<String>> refused) {
    /** Nobody delivers nothing: it is how the end is told. */
    boolean ends() {
      return events.isEmpty();
    }
  }

  /**
   * @param ledger closed by its owner, after this
   */
  Intake(LedgerWriter ledger) {
    this.ledger = ledger;
    this.thread = Thread.ofVirtual().name("otlp-intake").start(this::run);
  }

  /**
   * Writes events and waits until they are durable.
   *
   * @return why single events were refused; nothing of them is in the ledger
   */
  List<String> write(List<UsageEvent> events) throws InterruptedException {
    if (events.isEmpty()) {
      return List.of();
    }
    Delivery delivery = new Delivery(List.copyOf(events), new CompletableFuture<>());
    if (!thread.isAlive() || !waiting.offer(delivery)) {
      throw new Failure.LimitReached(
          "Too many spans wait to be written.", "Send them again.", Duration.ofSeconds(1));
    }
    try {
      return delivery.refused().get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof Failure failure) {
        throw failure;
      }
      throw new IllegalStateException(failed.getCause());
    }
  }

  private void run() {
    List<Delivery> batch = new ArrayList<>();
    boolean ended = false;
    while (!ended) {
      try {
        batch.add(waiting.take());
      } catch (InterruptedException interrupted) {
        return;
      }
      waiting.drainTo(batch, MOST_WAITING);
      ended = batch.removeIf(Delivery::ends);
      write(batch, 0);
      batch.clear();
    }
  }

  /** As many deliveries at once as a batch takes, and then the rest. */
  private void write(List<Delivery> deliveries, int from) {
    for (int first = from; first < deliveries.size(); ) {
      List<UsageEvent> events = new ArrayList<>();
      int next = first;
      while (next < deliveries.size()
          && (next == first || events.size() + deliveries.get(next).events().size() <= BATCH)) {
        events.addAll(deliveries.get(next).events());
        next++;
      }
      together(deliveries.subList(first, next), events);
      first = next;
    }
  }

  private void together(List<Delivery> deliveries, List<UsageEvent> events) {
    try {
      ledger.append(events);
      deliveries.forEach(delivery -> delivery.refused().complete(List.of()));
    } catch (Failure.InvalidInput wrong) {
      deliveries.forEach(this::alone);
    } catch (RuntimeException failed) {
      deliveries.forEach(delivery -> delivery.refused().completeExceptionally(failed));
    }
  }

  /** One event that cannot be right must not keep the others out. */
  private void alone(Delivery delivery) {
    try {
      List<String> refused = new ArrayList<>();
      halves(delivery.events(), refused);
      delivery.refused().complete(refused);
    } catch (RuntimeException failed) {
      delivery.refused().completeExceptionally(failed);
    }
  }

  private void halves(List<UsageEvent> events, List<String> refused) {
    try {
      ledger.append(events);
    } catch (Failure.InvalidInput wrong) {
      if (events.size() == 1) {
        refused.add(wrong.text());
        return;
      }
      int middle = events.size() / 2;
      halves(events.subList(0, middle), refused);
      halves(events.subList(middle, events.size()), refused);
    }
  }

  /** Writes what waits, and ends. */
  @Override
  public void close() {
    try {
      waiting.put(END);
      thread.join();
    } catch (InterruptedException interrupted) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
