package dev.plumbline.usage.source.session;

import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.source.Fingerprint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The requests that log lines speak about, each once: the same answer to the same request is one,
 * in whatever session it stands. An answer replayed in a side chain is known by the answer alone
 * and its parent's line is kept; otherwise the line with the most tokens is.
 */
final class Requests {
  /** One request; its event is forgotten once it was given out. */
  static final class Entry {
    private Fingerprint request;
    private boolean sideChain;
    private boolean speed;
    private long tokens;
    private @Nullable UsageEvent event;
    private boolean settled;
    private @Nullable Entry next;

    private Entry(Request line) {
      request = line.request();
      take(line);
    }

    private void take(Request line) {
      request = line.request();
      sideChain = line.sideChain();
      speed = line.speed();
      tokens = line.event().tokens().total();
      event = line.event();
    }

    private boolean yieldsTo(Request line) {
      if (line.sideChain() != sideChain) {
        return sideChain;
      }
      long offered = line.event().tokens().total();
      return offered == tokens ? line.speed() && !speed : offered > tokens;
    }

    /** No further line about it is to be expected. */
    void settle() {
      settled = true;
    }
  }

  private final Map<Fingerprint, Entry> byMessage = new HashMap<>();
  private final List<Entry> open = new ArrayList<>();

  /** Notes what a line says and returns the request it is about. */
  Entry add(Request line) {
    Entry head = byMessage.get(line.message());
    Entry same = find(head, line);
    if (same == null) {
      Entry entry = new Entry(line);
      entry.next = head;
      byMessage.put(line.message(), entry);
      open.add(entry);
      return entry;
    }
    if (same.event != null && same.yieldsTo(line)) {
      same.take(line);
    }
    return same;
  }

  private static @Nullable Entry find(@Nullable Entry head, Request line) {
    Entry replayed = null;
    for (Entry entry = head; entry != null; entry = entry.next) {
      if (entry.request.equals(line.request())) {
        return entry;
      }
      if (line.sideChain() || entry.sideChain) {
        replayed = entry;
      }
    }
    return replayed;
  }

  /**
   * Gives out the events of settled requests, each once.
   *
   * @return how many are not settled yet
   */
  int give(Consumer<UsageEvent> out) {
    List<Entry> waiting = new ArrayList<>();
    for (Entry entry : open) {
      UsageEvent event = entry.event;
      if (event != null && entry.settled) {
        entry.event = null;
        out.accept(event);
      } else if (event != null) {
        waiting.add(entry);
      }
    }
    open.clear();
    open.addAll(waiting);
    return waiting.size();
  }
}
