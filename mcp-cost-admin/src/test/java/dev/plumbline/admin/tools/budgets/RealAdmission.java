package dev.plumbline.admin.tools.budgets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.control.Budget;
import dev.plumbline.control.ControlState;
import dev.plumbline.control.ControlView;
import dev.plumbline.control.Entry;
import dev.plumbline.control.Provider;
import dev.plumbline.control.Route;
import dev.plumbline.control.Settlement;
import dev.plumbline.control.SpendGuard;
import dev.plumbline.control.VirtualKey;
import dev.plumbline.control.guard.MemoryGuard;
import dev.plumbline.control.ledger.LedgerHistory;
import dev.plumbline.gateway.access.Caller;
import dev.plumbline.gateway.budget.Admissions;
import dev.plumbline.gateway.budget.Admitted;
import dev.plumbline.gateway.budget.WorstCase;
import dev.plumbline.gateway.call.CallRefused;
import dev.plumbline.gateway.call.Demand;
import dev.plumbline.gateway.call.Endpoint;
import dev.plumbline.gateway.call.LlmCall;
import dev.plumbline.usage.Attribution;
import dev.plumbline.usage.Cost;
import dev.plumbline.usage.LedgerReader;
import dev.plumbline.usage.LedgerWriter;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.jdbc.Ledgers;
import dev.plumbline.usage.price.Prices;
import dev.plumbline.usage.remote.WireJson;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * Sends past requests through the gateway's own admission, each at its time, with a ledger of its
 * own behind that grows as they end.
 */
final class RealAdmission implements AutoCloseable {
  private static final int BEHIND = 70;

  private final Prices prices;
  private final Budget budget;
  private final ControlView view;
  private final LedgerReader reader;
  private final LedgerWriter writer;
  private final SpendGuard guard;
  private final Admissions admissions;
  private final PriorityQueue<Ending> underWay =
      new PriorityQueue<>(Comparator.comparing(Ending::at));

  private final List<UsageEvent> ended = new ArrayList<>();

  private record Ending(Instant at, UsageEvent event, Settlement settlement) {}

  RealAdmission(Path ledger, Prices prices, Budget budget, List<Entry> setUp) {
    this.prices = prices;
    this.budget = budget;
    List<Entry> all = new ArrayList<>(setUp);
    all.add(budget);
    view = new ControlView(ControlState.of(1, all));
    Ledgers ledgers = new Ledgers(Map.of());
    writer = ledgers.writer("duckdb:" + ledger);
    reader = ledgers.reader("duckdb:" + ledger);
    guard = new MemoryGuard(new LedgerHistory(reader));
    admissions = new Admissions(guard, new WorstCase(prices, 4096));
  }

  /** The requests without room among those from a moment on; the budget is set at {@code begin}. */
  List<UsageEvent> over(List<UsageEvent> events, Instant begin, Instant from) {
    List<UsageEvent> over = new ArrayList<>();
    writer.append(events.stream().filter(event -> event.time().isBefore(begin)).toList());
    for (UsageEvent event : events) {
      if (!event.time().isBefore(begin)) {
        endUntil(event.time());
        if (!hasRoom(event) && !event.time().isBefore(from)) {
          over.add(event);
        }
      }
    }
    return over;
  }

  private boolean hasRoom(UsageEvent event) {
    Route asked = Route.to(event.model(), "openai", event.model());
    Demand demand =
        new Demand(
            event.tokens().uncachedInput(), event.tokens().output(), false, false, false, false);
    LlmCall call =
        new LlmCall(
            event.id(),
            Endpoint.CHAT_COMPLETIONS,
            WireJson.object(),
            event.model(),
            false,
            new TreeMap<>());
    try {
      Admitted admitted = admissions.admit(call, demand, caller(event), asked, view, event.time());
      BigDecimal bound = Objects.requireNonNull(admitted.bound().cost());
      if (admitted.route().equals(asked)) {
        // What is held is what it costs, so that nothing depends on how far a bound is off.
        assertThat(bound).isEqualByComparingTo(cost(event).total());
        letIn(event);
        return admitted.states().stream()
            .noneMatch(state -> state.spent().add(state.reserved()).compareTo(state.limit()) > 0);
      }
      letIn(degraded(event, admitted.route()));
      return false;
    } catch (CallRefused refused) {
      assertThat(refused.status()).isEqualTo(402);
      assertThat(refused.text()).contains(budget.name());
      return false;
    }
  }

  private UsageEvent degraded(UsageEvent event, Route route) {
    UsageEvent other =
        UsageEvent.of(
                event.id(), event.time(), "openai", route.targets().getFirst().model(), "gateway")
            .requestedModel(event.model())
            .attribution(event.attribution())
            .tokens(event.tokens())
            .delivery(event.delivery())
            .build();
    return other.withCharge(prices.charge(other));
  }

  private void letIn(UsageEvent event) {
    Settlement settlement =
        new Settlement(
            event.id(),
            event.time(),
            caller(event)
                .subject(Objects.requireNonNullElse(event.requestedModel(), event.model())),
            cost(event).total(),
            event.tokens().total());
    long millis = Objects.requireNonNull(event.delivery().latencyMillis());
    underWay.add(new Ending(event.time().plusMillis(millis), event, settlement));
  }

  private void endUntil(Instant now) {
    while (!underWay.isEmpty() && !underWay.peek().at().isAfter(now)) {
      Ending ending = underWay.remove();
      guard.settle(ending.settlement());
      ended.add(ending.event());
    }
    // The ledger follows some requests behind, as the gateway's does.
    if (ended.size() >= BEHIND) {
      guard.recording(ended.stream().map(UsageEvent::id).toList(), () -> writer.append(ended));
      ended.clear();
    }
  }

  private static Cost cost(UsageEvent event) {
    return Objects.requireNonNull(event.charge().cost());
  }

  private static Caller caller(UsageEvent event) {
    Attribution who = event.attribution();
    VirtualKey.Owner owner =
        new VirtualKey.Owner(
            who.organisation(), who.department(), who.environment(), null, null, null);
    VirtualKey key =
        new VirtualKey(
            Objects.requireNonNull(who.key()),
            "key",
            List.of(),
            VirtualKey.State.ACTIVE,
            owner,
            List.of(),
            List.of(),
            VirtualKey.Rules.USUAL,
            null,
            Instant.EPOCH,
            new TreeMap<>(),
            1);
    return new Caller(key, who.user(), who.task(), null, new TreeMap<>());
  }

  /** A provider and the cheaper route. */
  static List<Entry> setUp() {
    return List.of(
        Provider.of("openai", Provider.Dialect.OPENAI, "http://127.0.0.1:9", null),
        Route.to("small", "openai", "gpt-4.1-nano"));
  }

  @Override
  public void close() {
    guard.close();
    reader.close();
    writer.close();
  }
}
