package dev.plumbline.usage.sample;

import dev.plumbline.usage.Attribution;
import dev.plumbline.usage.CacheOutcome;
import dev.plumbline.usage.CacheUse;
import dev.plumbline.usage.Operation;
import dev.plumbline.usage.Trial;
import dev.plumbline.usage.UsageEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One day of the sample organisation. */
final class SampleDay {
  private static final double GROWTH = 0.0022;
  private static final double SCATTER = 0.12;
  private static final double DAY_SCATTER = 0.05;
  private static final double SPIKE_FACTOR = 10;
  private static final double SCORED = 0.3;
  private static final double QUALITY_SCATTER = 0.09;
  private static final int HOUR_MILLIS = 3_600_000;
  private static final List<String> PROJECTS = List.of("atlas", "borealis", "cobalt", "delta");

  private final SampleOrganisation organisation;
  private final SampleStory story;
  private final LocalDate day;
  private final long fromEnd;
  private final Chance chance;
  private final Requests requests;
  private final double busy;

  SampleDay(SampleOrganisation organisation, LocalDate day) {
    this.organisation = organisation;
    this.story = organisation.story();
    this.day = day;
    this.fromEnd = ChronoUnit.DAYS.between(day, organisation.lastDay());
    this.chance = new Chance(organisation.seed() * 1_000_003 + fromEnd);
    this.requests = new Requests(chance);
    this.busy = chance.around(DAY_SCATTER);
  }

  /** All its events by time. */
  List<UsageEvent> events() {
    List<UsageEvent> events = new ArrayList<>();
    for (Workload workload : Workload.all()) {
      int count = count(workload);
      for (int index = 0; index < count; index++) {
        events.add(event(workload, index));
      }
    }
    events.sort(Comparator.comparing(UsageEvent::time).thenComparing(UsageEvent::id));
    return events;
  }

  private int count(Workload workload) {
    double growth = StrictMath.exp(-GROWTH * fromEnd);
    double count =
        workload.perDay()
            * organisation.size()
            * workload.rhythm().of(day)
            * growth
            * busy
            * chance.around(SCATTER);
    return (int) Math.round(spiking(workload) ? count * SPIKE_FACTOR : count);
  }

  private boolean spiking(Workload workload) {
    return workload.key().equals(Workload.SPIKING_KEY)
        && !day.isBefore(story.spikeFirst())
        && !day.isAfter(story.spikeLast());
  }

  private UsageEvent event(Workload workload, int index) {
    int hour = chance.weighted(workload.rhythm().hours());
    Instant time =
        day.atStartOfDay(ZoneOffset.UTC)
            .toInstant()
            .plusMillis((long) hour * HOUR_MILLIS + chance.below(HOUR_MILLIS));
    String id =
        "sample-%d-%s-%s-%d"
            .formatted(organisation.seed(), day, workload.key().substring(3), index);
    boolean trial =
        workload.key().equals(Workload.SUMMARIES_KEY) && !day.isBefore(story.experimentSince());
    boolean challenger = trial && chance.of(0.5);
    Model asked = challenger ? Model.MIXTRAL : model(workload);
    CacheUse cache = cache(workload);
    Requests.Answer answer =
        requests.answer(asked, workload, length(workload), cache, outage(asked, hour));
    Model model = answer.model();
    boolean batch = workload.task().equals("embeddings") && chance.of(0.6);
    return UsageEvent.of(id, time, model.provider, model.id, SampleOrganisation.SOURCE)
        .requestedModel(model == asked ? null : asked.id)
        .operation(operation(workload, model, batch))
        .attribution(attribution(workload, hour))
        .tokens(answer.tokens())
        .cache(cache)
        .delivery(answer.delivery())
        .trial(trial ? trial(challenger, model, answer.ok()) : scored(workload, model, answer.ok()))
        .serviceTier(batch ? "batch" : null)
        .batch(batch ? "batch-" + day : null)
        .dataLocation(model.location)
        .build();
  }

  private Model model(Workload workload) {
    if (spiking(workload)) {
      return Model.SONNET;
    }
    return workload.models().get(chance.of(workload.firstModel()) ? 0 : 1);
  }

  /** How long prompts are today against the usual. */
  private double length(Workload workload) {
    boolean leaking =
        workload.key().equals(Workload.LEAKING_KEY) && !day.isBefore(story.leakSince());
    double days = ChronoUnit.DAYS.between(story.leakSince(), day) + 1;
    return leaking ? 1 + 0.06 * days : 1;
  }

  private boolean outage(Model model, int hour) {
    return day.equals(story.outageDay())
        && model.provider.equals(story.outageProvider())
        && hour >= 9
        && hour < 12;
  }

  private static Operation operation(Workload workload, Model model, boolean batch) {
    if (batch) {
      return Operation.BATCH;
    }
    if (workload.task().equals("embeddings")) {
      return Operation.EMBEDDINGS;
    }
    return model.provider.equals("anthropic") ? Operation.MESSAGES : Operation.CHAT;
  }

  private Attribution attribution(Workload workload, int hour) {
    TreeMap<String, String> tags = new TreeMap<>();
    tags.put("project", PROJECTS.get(chance.skewed(PROJECTS.size())));
    String user = user(workload);
    String session = user == null ? null : "%s-%s-%d".formatted(user, day, hour / 2);
    return new Attribution(
        workload.key(),
        "example",
        workload.department(),
        workload.environment(),
        workload.task(),
        user,
        session,
        tags);
  }

  /** Jobs and shared services have no user. */
  private @Nullable String user(Workload workload) {
    if (workload.department() == null || workload.rhythm() == Rhythm.NIGHT) {
      return null;
    }
    int people =
        switch (workload.department()) {
          case "engineering" -> 22;
          case "support" -> 20;
          case "marketing" -> 10;
          default -> 8;
        };
    return "%s%02d".formatted(workload.department().substring(0, 3), 1 + chance.skewed(people));
  }

  private CacheUse cache(Workload workload) {
    if (workload.exactHits() < 0) {
      return new CacheUse(CacheOutcome.BYPASS, null, null, null);
    }
    double share = chance.share();
    String entry = "%s-%03d".formatted(workload.task(), chance.skewed(200));
    long age = 60 + (long) (86_400 * 3 * chance.share() * chance.share());
    if (share < workload.exactHits()) {
      boolean together = chance.of(0.05);
      return together
          ? new CacheUse(CacheOutcome.COALESCED, null, entry, 0L)
          : new CacheUse(CacheOutcome.EXACT, null, entry, age);
    }
    if (share < workload.exactHits() + workload.semanticHits()) {
      double similarity = Math.round((0.9 + 0.099 * chance.share()) * 1000) / 1000.0;
      return new CacheUse(CacheOutcome.SEMANTIC, similarity, entry, age);
    }
    return new CacheUse(CacheOutcome.MISS, null, null, null);
  }

  private Trial trial(boolean challenger, Model model, boolean ok) {
    String variant = challenger ? story.experimentWinner() : "control";
    return new Trial(story.experiment(), variant, score(model, ok));
  }

  private Trial scored(Workload workload, Model model, boolean ok) {
    return workload.task().equals("summaries")
        ? new Trial(null, null, score(model, ok))
        : Trial.NONE;
  }

  private @Nullable Double score(Model model, boolean ok) {
    if (!ok || !chance.of(SCORED)) {
      return null;
    }
    double score = model.quality + QUALITY_SCATTER * chance.normal();
    return Math.clamp(Math.round(score * 1000) / 1000.0, 0, 1);
  }
}
