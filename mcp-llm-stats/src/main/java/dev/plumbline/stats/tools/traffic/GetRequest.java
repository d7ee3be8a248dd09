package dev.plumbline.stats.tools.traffic;

import dev.plumbline.kernel.Amounts;
import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Table;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.FollowUps;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Question;
import dev.plumbline.mcp.tool.ToolSpec;
import dev.plumbline.stats.answer.Books;
import dev.plumbline.stats.answer.Toolsets;
import dev.plumbline.stats.answer.Where;
import dev.plumbline.usage.Attribution;
import dev.plumbline.usage.Charge;
import dev.plumbline.usage.Cost;
import dev.plumbline.usage.UsageEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers everything the ledger knows about one request. */
public final class GetRequest implements Question<GetRequest.Input, GetRequest.Output> {
  private static final int LONGEST_TEXT = 4_000;
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "get_request",
          "Request",
          "Everything known about one request: tokens, cost by part, cache, delivery, whose it is.",
          Toolsets.TRAFFIC,
          Input.class,
          Output.class);

  private final Books books;

  public GetRequest(Books books) {
    this.books = books;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    UsageEvent event =
        books
            .ledger()
            .event(input.id.strip())
            .orElseThrow(() ->
                new Failure.NotFound(
                    "The ledger has no request %s.".formatted(Untrusted.of(input.id).inline(80)),
                    "Take an id from search_requests."));
    Table table = new Table("What", "Value");
    facts(event).forEach(fact -> table.row(fact.name(), fact.value()));
    String text =
        Text.paragraphs(
            "**%s** for %s in, %s out, on %s."
                .formatted(
                    EventWords.cost(event),
                    Amounts.count(BigDecimal.valueOf(event.tokens().input())),
                    Amounts.count(BigDecimal.valueOf(event.tokens().output())),
                    Untrusted.of(event.model()).inline(80)),
            table.toString(),
            content("prompt", event.content().prompt()),
            content("answer", event.content().answer()),
            new FollowUps(call)
                .call("search_requests", "where", session(event), "order", "oldest")
                .call("estimate_cost", "provider", event.provider(), "model", event.model())
                .toString(),
            Untrusted.LEGEND);
    return Answer.of(output(event), text);
  }

  private static @Nullable Map<String, String> session(UsageEvent event) {
    String session = event.attribution().session();
    return session == null ? null : Map.of("session", session);
  }

  private static String content(String name, @Nullable String text) {
    return text == null ? "" : Untrusted.of(Text.cut(text, LONGEST_TEXT)).block(name);
  }

  private record Fact(String name, String value) {}

  private List<Fact> facts(UsageEvent event) {
    List<Fact> facts = new ArrayList<>();
    add(facts, "time", EventWords.time(event, books.zone(null)) + " (" + books.zone(null) + ")");
    add(facts, "provider", Where.shown(event.provider()));
    text(facts, "asked for", event.requestedModel());
    add(facts, "operation", event.operation().label());
    add(facts, "requests", event.requests() == 1 ? null : String.valueOf(event.requests()));
    tokens(facts, event);
    charge(facts, event.charge());
    delivery(facts, event);
    attribution(facts, event.attribution());
    text(facts, "experiment", event.trial().experiment());
    text(facts, "variant", event.trial().variant());
    add(
        facts,
        "quality",
        event.trial().quality() == null ? null : event.trial().quality().toString());
    text(facts, "service tier", event.serviceTier());
    text(facts, "batch", event.batch());
    text(facts, "data location", event.dataLocation());
    text(facts, "source", event.source());
    return facts;
  }

  private static void tokens(List<Fact> facts, UsageEvent event) {
    count(facts, "uncached input tokens", event.tokens().uncachedInput());
    count(facts, "cache read tokens", event.tokens().cacheRead());
    count(facts, "cache write tokens, 5 min", event.tokens().cacheWrite5m());
    count(facts, "cache write tokens, 1 h", event.tokens().cacheWrite1h());
    count(facts, "output tokens", event.tokens().output());
    count(facts, "of which reasoning", event.tokens().reasoning());
    count(facts, "images", event.extras().images());
    count(facts, "searches", event.extras().searches());
    if (event.extras().audioSeconds().signum() > 0) {
      add(facts, "audio seconds", event.extras().audioSeconds().toPlainString());
    }
  }

  private static void charge(List<Fact> facts, Charge charge) {
    Cost cost = charge.cost();
    if (cost != null) {
      dollars(facts, "cost of uncached input", cost.uncachedInput());
      dollars(facts, "cost of cache reads", cost.cacheRead());
      dollars(facts, "cost of cache writes", cost.cacheWrite());
      dollars(facts, "cost of output", cost.output());
      dollars(facts, "other cost", cost.other());
    }
    dollars(facts, "list cost", charge.listCost());
    dollars(facts, "saved by the prompt cache", charge.promptCacheSaving());
    text(facts, "prices", charge.catalog());
  }

  private static void delivery(List<Fact> facts, UsageEvent event) {
    add(facts, "status", event.delivery().status().label());
    text(facts, "error", event.delivery().errorKind());
    millis(facts, "latency", event.delivery().latencyMillis());
    millis(facts, "first token", event.delivery().firstTokenMillis());
    add(
        facts,
        "attempts",
        event.delivery().attempts() == 1 ? null : String.valueOf(event.delivery().attempts()));
    text(facts, "fallback from", event.delivery().fallbackFrom());
    add(facts, "cache", event.cache().outcome() == null ? null : event.cache().outcome().label());
    text(facts, "cache entry", event.cache().entry());
    add(
        facts,
        "similarity",
        event.cache().similarity() == null ? null : event.cache().similarity().toString());
  }

  private static void attribution(List<Fact> facts, Attribution who) {
    text(facts, "key", who.key());
    text(facts, "organisation", who.organisation());
    text(facts, "department", who.department());
    text(facts, "environment", who.environment());
    text(facts, "task", who.task());
    text(facts, "user", who.user());
    text(facts, "session", who.session());
    who.tags().forEach((name, value) -> text(facts, "tag " + Untrusted.of(name).inline(40), value));
  }

  private static void add(List<Fact> facts, String name, @Nullable String value) {
    if (value != null) {
      facts.add(new Fact(name, value));
    }
  }

  private static void text(List<Fact> facts, String name, @Nullable String value) {
    add(facts, name, value == null ? null : Untrusted.of(value).inline(120));
  }

  private static void count(List<Fact> facts, String name, long value) {
    add(facts, name, value == 0 ? null : Text.count(value));
  }

  private static void millis(List<Fact> facts, String name, @Nullable Long value) {
    add(facts, name, value == null ? null : Amounts.millis(BigDecimal.valueOf(value)));
  }

  private static void dollars(List<Fact> facts, String name, @Nullable BigDecimal value) {
    if (value != null && value.signum() != 0) {
      add(facts, name, "$" + Amounts.plain(value).toPlainString());
    }
  }

  private static Output output(UsageEvent event) {
    BigDecimal cost = EventWords.amount(event);
    BigDecimal list = event.charge().listCost();
    return new Output(
        Untrusted.of(event.id()),
        event.time(),
        Untrusted.of(event.provider()),
        Untrusted.of(event.model()),
        cost == null ? null : Amounts.plain(cost),
        list == null ? null : Amounts.plain(list),
        event.tokens().uncachedInput(),
        event.tokens().cacheRead(),
        event.tokens().cacheWrite5m() + event.tokens().cacheWrite1h(),
        event.tokens().output(),
        event.delivery().latencyMillis(),
        event.delivery().status().label());
  }

  /** The arguments. */
  public record Input(@Param("its id, from search_requests") String id) {}

  /** The answer; dollars exact, latency in milliseconds. */
  public record Output(
      Untrusted id,
      Instant time,
      Untrusted provider,
      Untrusted model,
      @Nullable BigDecimal cost,
      @Nullable BigDecimal listCost,
      long uncachedInput,
      long cacheRead,
      long cacheWrite,
      long output,
      @Nullable Long latency,
      String status) {}
}
