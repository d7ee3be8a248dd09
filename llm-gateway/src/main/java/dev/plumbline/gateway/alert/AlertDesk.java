package dev.plumbline.gateway.alert;

import dev.plumbline.control.Alert;
import dev.plumbline.control.Channel;
import dev.plumbline.control.ControlState;
import dev.plumbline.control.alert.AlertEvent;
import dev.plumbline.control.alert.AlertState;
import dev.plumbline.control.alert.AlertStore;
import dev.plumbline.gateway.alert.channel.NotSent;
import dev.plumbline.gateway.alert.channel.Notice;
import dev.plumbline.gateway.alert.channel.Senders;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What operators can ask about alerts. */
public final class AlertDesk {
  private final AlertStore store;
  private final Senders senders;
  private final InstantSource clock;

  /** Answers from a store and tries senders; both stay the caller's. */
  public AlertDesk(AlertStore store, Senders senders, InstantSource clock) {
    this.store = store;
    this.senders = senders;
    this.clock = clock;
  }

  /**
   * What became of a test.
   *
   * @param trouble why the channel did not take the message; null when it did
   */
  public record Tried(String channel, @Nullable String trouble) {}

  /** Those that fire or have something to tell. */
  public List<AlertState> states() {
    return store.live();
  }

  /** What happened, the newest first. */
  public List<AlertEvent> history(int limit) {
    return store.events(limit);
  }

  /** Sends a test message at once through the channels of an alert. */
  public List<Tried> test(Alert alert, ControlState state) {
    Notice notice = Notices.test(UUID.randomUUID().toString(), alert, clock.instant());
    List<String> wanted = alert.channels();
    List<CompletableFuture<Tried>> tries = new ArrayList<>();
    for (Channel channel : state.channels()) {
      boolean meant = wanted.isEmpty() ? channel.enabled() : wanted.contains(channel.id());
      if (meant) {
        tries.add(
            CompletableFuture.supplyAsync(
                () -> tried(channel, notice), Thread::startVirtualThread));
      }
    }
    return tries.stream().map(CompletableFuture::join).toList();
  }

  private Tried tried(Channel channel, Notice notice) {
    if (!channel.enabled()) {
      return new Tried(channel.id(), "The channel is disabled.");
    }
    try {
      senders.send(channel, notice, notice.id() + "." + channel.id());
      return new Tried(channel.id(), null);
    } catch (NotSent failed) {
      return new Tried(channel.id(), failed.why());
    }
  }
}
