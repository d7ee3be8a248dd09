package dev.plumbline.mcp.host;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which session wants to hear of which resource. Thread-safe. */
final class Subscriptions {
  private record Subscription(String session, String uri) {}

  private final Set<Subscription> all = ConcurrentHashMap.newKeySet();

  void add(String session, String uri) {
    all.add(new Subscription(session, uri));
  }

  void remove(String session, String uri) {
    all.remove(new Subscription(session, uri));
  }

  /** The sessions to tell; those no longer among {@code open} are forgotten. */
  List<String> sessions(String uri, List<String> open) {
    all.removeIf(subscription -> !open.contains(subscription.session()));
    return all.stream()
        .filter(subscription -> subscription.uri().equals(uri))
        .map(Subscription::session)
        .toList();
  }
}
