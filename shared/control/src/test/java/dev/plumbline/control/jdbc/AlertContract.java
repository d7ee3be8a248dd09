package dev.plumbline.control.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.control.Sample;
import dev.plumbline.control.alert.AlertEvent;
import dev.plumbline.control.alert.AlertState;
import dev.plumbline.control.alert.AlertState.Owes;
import dev.plumbline.control.alert.AlertStore;
import dev.plumbline.control.alert.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What every store of alerts does. */
final class AlertContract {
  private static final Instant NOW = Sample.NOW;
  private static final Duration LEASE = Duration.ofMinutes(2);

  private AlertContract() {}

  static void check(AlertStore store) {
    AlertState state =
        new AlertState(
            new AlertState.Key("a", "it's \"x\"", "@2026"),
            "user",
            true,
            false,
            Owes.FIRED,
            false,
            NOW,
            NOW.plus(LEASE),
            null,
            null,
            "me",
            "text",
            "{\"k\":\"v\"}",
            1);
    assertThatThrownBy(() ->
            store.change(book -> {
              book.put(state);
              throw new IllegalStateException("stop");
            }))
        .hasMessage("stop");
    assertThat(store.live()).isEmpty();
    store.change(book -> {
      book.put(state);
      book.put(state.told(NOW));
      book.note(NOW, AlertEvent.What.FIRED, "a", "x", null, null, "t");
      book.send("d1", "a", "mail", NOW, "body");
      book.send("d2", "a", "mail", NOW, "body");
      book.send("d3", "a", "hook", NOW, "body");
      return "";
    });
    assertThat(store.live()).containsExactly(state.told(NOW));
    assertThat(store.events(5)).hasSize(1);
    deliveries(store);
    marks(store);
  }

  private static void deliveries(AlertStore store) {
    List<Delivery> mine = store.claim("me", NOW, LEASE, 10);
    assertThat(mine).extracting(Delivery::id).containsExactly("d1", "d3");
    assertThat(store.claim("you", NOW, LEASE, 10)).isEmpty();
    Delivery first = mine.getFirst();
    assertThat(store.<Boolean>change(book -> book.done(first, "you"))).isFalse();
    Delivery later = first.delayed(NOW.plusSeconds(60), "down");
    assertThat(store.<Boolean>change(book -> book.delay(later, "me"))).isTrue();
    assertThat(store.claim("you", NOW, LEASE, 10)).isEmpty();
    assertThat(store.claim("you", NOW.plusSeconds(60), LEASE, 10))
        .extracting(Delivery::attempts)
        .containsExactly(1);
    store.release("you");
    Instant clockBack = NOW.minus(Duration.ofDays(1));
    assertThat(store.claim("you", clockBack, LEASE, 10))
        .extracting(Delivery::id)
        .containsExactly("d1", "d3");
    assertThat(store.<Boolean>change(book -> book.done(first, "you"))).isTrue();
    assertThat(store.claim("you", clockBack, LEASE, 10))
        .extracting(Delivery::id)
        .containsExactly("d2");
    assertThat(store.waiting(10)).extracting(Delivery::id).containsExactly("d2", "d3");
  }

  private static void marks(AlertStore store) {
    assertThat(store.mark("m")).isEmpty();
    store.mark("m", NOW);
    store.mark("m", NOW.plusSeconds(1));
    assertThat(store.mark("m")).contains(NOW.plusSeconds(1));
    store.change(book -> {
      book.note(NOW, AlertEvent.What.FAILED, "a", null, "mail", "d1", "gone");
      book.note(NOW, AlertEvent.What.FAILED, "a", null, "hook", "d3", "gone");
      book.note(NOW, AlertEvent.What.DELIVERED, "a", null, "hook", "d4", "");
      return "";
    });
    assertThat(store.failed(NOW)).containsExactly(Map.entry("mail", "gone"));
    assertThat(store.failed(NOW.plusSeconds(1))).isEmpty();
    store.tidy(NOW.plusSeconds(1));
    assertThat(store.events(5)).isEmpty();
    assertThat(store.mark("m")).isPresent();
    assertThat(store.live()).hasSize(1);
  }
}
