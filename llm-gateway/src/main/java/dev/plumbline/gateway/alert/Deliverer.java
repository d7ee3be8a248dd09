package dev.plumbline.gateway.alert;

import dev.plumbline.control.Channel;
import dev.plumbline.control.ControlState;
import dev.plumbline.control.alert.AlertBook;
import dev.plumbline.control.alert.AlertEvent;
import dev.plumbline.control.alert.AlertStore;
import dev.plumbline.control.alert.Delivery;
import dev.plumbline.gateway.alert.channel.NotSent;
import dev.plumbline.gateway.alert.channel.Notice;
import dev.plumbline.gateway.alert.channel.Senders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the messages that wait, at least once each, until their channels take them. */
final class Deliverer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Deliverer.class);
  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final int AT_ONCE = 16;

  private final AlertStore store;
  private final Senders senders;
  private final Supplier<ControlState> setUp;
  private final InstantSource clock;
  private final Retries retries;
  private final String replica;
  private final DeliveryCounts counts;
  private final Semaphore free = new Semaphore(AT_ONCE);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Deliverer(
      AlertStore store,
      Senders senders,
      Supplier<ControlState> setUp,
      InstantSource clock,
      Retries retries,
      String replica,
      DeliveryCounts counts) {
    this.store = store;
    this.senders = senders;
    this.setUp = setUp;
    this.clock = clock;
    this.retries = retries;
    this.replica = replica;
    this.counts = counts;
  }

  /** Starts to send what is due. */
  void deliver() {
    int room = free.availablePermits();
    List<Delivery> due =
        room == 0 ? List.of() : store.claim(replica, clock.instant(), LEASE, room);
    for (Delivery delivery : due) {
      free.acquireUninterruptibly();
      threads.execute(() -> {
        try {
          deliver(delivery);
        } catch (RuntimeException failed) {
          // Its lease ends, and it is sent again.
          LOG.warn("The message {} is not settled.", delivery.id(), failed);
        } finally {
          free.release();
        }
      });
    }
  }

  private void deliver(Delivery delivery) {
    Optional<Channel> channel =
        setUp.get().channels().stream()
            .filter(each -> each.id().equals(delivery.channel()))
            .findFirst();
    if (channel.isEmpty() || !channel.get().enabled()) {
      end(delivery, AlertEvent.What.FAILED, "The channel was deleted or disabled.");
      return;
    }
    NotSent failed = send(channel.get(), delivery);
    int made = delivery.attempts() + 1;
    if (failed == null) {
      end(delivery, AlertEvent.What.DELIVERED, "Taken at attempt " + made + ".");
    } else if (made >= (failed.refused() ? retries.refused() : retries.attempts())) {
      LOG.error("The channel {} never took a message: {}", delivery.channel(), failed.why());
      end(delivery, AlertEvent.What.FAILED, failed.why());
    } else {
      delay(delivery, failed.why(), made);
    }
  }

  private @Nullable NotSent send(Channel channel, Delivery delivery) {
    try {
      senders.send(channel, Notice.read(delivery.body()), delivery.id());
      return null;
    } catch (NotSent failed) {
      return failed;
    }
  }

  private void delay(Delivery delivery, String why, int made) {
    Instant now = clock.instant();
    counts.count(delivery.channel(), "retried");
    if (made == 1) {
      LOG.warn("The channel {} did not take a message: {}", delivery.channel(), why);
    }
    Delivery later = delivery.delayed(now.plus(retries.after(made)), why);
    store.change(book -> {
      if (book.delay(later, replica) && made == 1) {
        note(book, AlertEvent.What.DELAYED, delivery, now, why);
      }
      return "";
    });
  }

  private void end(Delivery delivery, AlertEvent.What what, String text) {
    Instant now = clock.instant();
    counts.count(
        delivery.channel(), what == AlertEvent.What.DELIVERED ? "delivered" : "failed");
    store.change(book -> {
      if (book.done(delivery, replica)) {
        note(book, what, delivery, now, text);
      }
      return "";
    });
  }

  private static void note(
      AlertBook book,
      AlertEvent.What what,
      Delivery delivery,
      Instant now,
      String text) {
    book.note(now, what, delivery.alert(), null, delivery.channel(), delivery.id(), text);
  }

  /** Waits for what is being sent; what is not sent yet stays. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(20, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
