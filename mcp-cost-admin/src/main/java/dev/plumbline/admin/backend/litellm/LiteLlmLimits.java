package dev.plumbline.admin.backend.litellm;

import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.backend.Profile;
import dev.plumbline.admin.backend.http.Fields;
import dev.plumbline.control.Level;
import dev.plumbline.control.Limit;
import dev.plumbline.kernel.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The rate limits of keys, teams and users, which are all by the minute. */
final class LiteLlmLimits {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Set<Level> LEVELS = Set.of(Level.KEY, Level.DEPARTMENT, Level.USER);
  private static final Map<Limit.Kind, String> FIELDS =
      Map.of(
          Limit.Kind.REQUESTS, "rpm_limit",
          Limit.Kind.TOKENS, "tpm_limit",
          Limit.Kind.PARALLEL, "max_parallel_requests");

  private final Holders holders;
  private final Profile profile;

  LiteLlmLimits(Holders holders, Profile profile) {
    this.holders = holders;
    this.profile = profile;
  }

  List<Limit> all() {
    return holders.all().stream().flatMap(holder -> of(holder).stream()).toList();
  }

  private static List<Limit> of(Holder holder) {
    List<Limit> all = new ArrayList<>();
    for (Limit.Kind kind : Limit.Kind.values()) {
      String field = FIELDS.getOrDefault(kind, "");
      JsonNode value = holder.json().path(field);
      if (value.isNumber()) {
        String id = holder.prefix() + "-" + field;
        all.add(new Limit(id, holder.scope(), kind, value.asLong(), MINUTE, 0));
      }
    }
    return all;
  }

  Limit put(Limit limit) {
    Level level = limit.scope().level();
    if (!LEVELS.contains(level) || limit.scope().each()) {
      throw profile.cannot(
          Ability.RATE_LIMITS, "Limit keys, departments (teams) or users, one by one.");
    }
    boolean parallel = limit.kind() == Limit.Kind.PARALLEL;
    if (parallel && level == Level.DEPARTMENT) {
      throw new Failure.InvalidInput(
          "LiteLLM cannot limit the parallel requests of a department.",
          "Limit those of its keys.");
    }
    if (!parallel && !limit.per().equals(MINUTE)) {
      throw new Failure.InvalidInput(
          "LiteLLM limits by the minute, not by %s.".formatted(limit.per()),
          "Choose an amount for one minute.");
    }
    Holder holder = holders.ensure(limit.scope());
    String field = FIELDS.getOrDefault(limit.kind(), "");
    Holder changed = holders.change(holder, Fields.object().put(field, limit.amount()));
    return of(changed).stream()
        .filter(kept -> kept.kind() == limit.kind())
        .findFirst()
        .orElseThrow(LiteLlmLimits::notKept);
  }

  private static Failure.Upstream notKept() {
    return new Failure.Upstream(
        "LiteLLM took the limit, but does not show it.", "Look at it in LiteLLM's console.", null);
  }

  void remove(Limit limit) {
    Optional<Holder> holder = holders.find(limit.scope());
    if (holder.isEmpty()
        || of(holder.get()).stream().noneMatch(one -> one.kind() == limit.kind())) {
      throw new Failure.NotFound("There is no limit %s.".formatted(limit.id()), "List them.");
    }
    String field = FIELDS.getOrDefault(limit.kind(), "");
    holders.change(holder.get(), Fields.object().putNull(field));
  }
}
