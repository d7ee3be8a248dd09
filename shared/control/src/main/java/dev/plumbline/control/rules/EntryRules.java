package dev.plumbline.control.rules;

import dev.plumbline.control.Alert;
import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Budget;
import dev.plumbline.control.CachePolicy;
import dev.plumbline.control.Channel;
import dev.plumbline.control.ControlState;
import dev.plumbline.control.Entry;
import dev.plumbline.control.EntryKind;
import dev.plumbline.control.Limit;
import dev.plumbline.control.Provider;
import dev.plumbline.control.Route;
import dev.plumbline.control.Scope;
import dev.plumbline.control.Silence;
import dev.plumbline.control.VirtualKey;
import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Nearest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What entries must be like; an {@code InvalidInput} names the field and the value. */
public final class EntryRules {
  private static final int MOST_METADATA = 64;
  private static final int MOST_EXTRAS = 200;

  private EntryRules() {}

  /** Checks an entry by itself. */
  public static void check(Entry entry) {
    String kind = EntryKind.of(entry).label();
    if (!(entry instanceof CachePolicy policy && policy.id().equals(CachePolicy.EVERY_TASK))) {
      new Checked("a " + kind).id("id", entry.id());
    }
    Checked checked = new Checked("the " + kind + " " + entry.id());
    checked.between("version", entry.version(), 1, Long.MAX_VALUE);
    switch (entry) {
      case VirtualKey key -> key(checked, key);
      case Budget budget -> budget(checked, budget);
      case Limit limit -> limit(checked, limit);
      case Route route -> RouteRules.check(checked, route);
      case Provider provider -> ProviderRules.check(checked, provider);
      case Alert alert -> AlertRules.check(checked, alert);
      case Channel channel -> ChannelRules.check(checked, channel);
      case Silence silence -> AlertRules.check(checked, silence);
      case CachePolicy policy -> cachePolicy(checked, policy);
    }
  }

  /** Checks an entry that is to be added or changed, and that what it names is there. */
  public static void check(ControlState state, Entry entry) {
    check(entry);
    switch (entry) {
      case Budget budget when budget.degradeTo() != null ->
          known(
              entry,
              "degrade_to",
              "route",
              budget.degradeTo(),
              state.routes().stream().map(Route::id).toList());
      case Route route -> {
        List<String> providers = state.providers().stream().map(Provider::id).toList();
        for (int i = 0; i < route.targets().size(); i++) {
          String field = "targets[" + i + "].provider";
          known(entry, field, "provider", route.targets().get(i).provider(), providers);
        }
      }
      case Alert alert -> {
        List<String> channels = state.channels().stream().map(Channel::id).toList();
        for (int i = 0; i < alert.channels().size(); i++) {
          known(entry, "channels[" + i + "]", "channel", alert.channels().get(i), channels);
        }
        if (alert.budget() != null) {
          List<String> budgets = state.budgets().stream().map(Budget::id).toList();
          known(entry, "budget", "budget", alert.budget(), budgets);
        }
      }
      case Silence silence when silence.alert() != null ->
          known(
              entry,
              "alert",
              "alert",
              silence.alert(),
              state.alerts().stream().map(Alert::id).toList());
      case VirtualKey key when key.state() != VirtualKey.State.REVOKED ->
          state.keys().stream()
              .filter(old -> old.id().equals(key.id()))
              .filter(old -> old.state() == VirtualKey.State.REVOKED)
              .findFirst()
              .ifPresent(old -> {
                throw new Failure.Conflict(
                    "The key " + key.id() + " is revoked for ever.", "Make a new key instead.");
              });
      default -> {}
    }
  }

  /** Refuses to delete an entry that others name. */
  public static void checkDelete(ControlState state, Entry entry) {
    switch (entry) {
      case Provider provider -> {
        for (Route route : state.routes()) {
          if (route.targets().stream().anyMatch(t -> t.provider().equals(provider.id()))) {
            throw inUse(entry, "the route " + route.id());
          }
        }
      }
      case Channel channel -> {
        for (Alert alert : state.alerts()) {
          if (alert.channels().contains(channel.id())) {
            throw inUse(entry, "the alert " + alert.id());
          }
        }
      }
      case Budget budget -> {
        for (Alert alert : state.alerts()) {
          if (budget.id().equals(alert.budget())) {
            throw inUse(entry, "the alert " + alert.id());
          }
        }
      }
      case Route route -> {
        for (Budget budget : state.budgets()) {
          if (route.id().equals(budget.degradeTo())) {
            throw inUse(entry, "the budget " + budget.id());
          }
        }
      }
      default -> {}
    }
  }

  private static Failure inUse(Entry entry, String by) {
    return new Failure.Conflict(
        "The %s %s is used by %s.".formatted(EntryKind.of(entry).label(), entry.id(), by),
        "Change or delete " + by + " first.");
  }

  private static void known(
      Entry entry, String field, String what, String value, List<String> names) {
    if (!names.contains(value)) {
      String hint = Nearest.hint(value, names);
      String next =
          names.isEmpty()
              ? "Set up the " + what + " first."
              : hint.isEmpty() ? "Known: " + String.join(", ", names) + "." : hint;
      throw new Failure.InvalidInput(
          "The field %s of the %s %s names the %s '%s', which does not exist."
              .formatted(field, EntryKind.of(entry).label(), entry.id(), what, value),
          next);
    }
  }

  private static void key(Checked checked, VirtualKey key) {
    if (!key.id().matches("[0-9A-Za-z]{12}")) {
      throw checked.wrong("id", key.id(), "It is the public part of the key, 12 characters.");
    }
    checked.name("name", key.name());
    checked.optionalName("owner.organisation", key.owner().organisation());
    checked.optionalName("owner.department", key.owner().department());
    checked.optionalName("owner.environment", key.owner().environment());
    checked.optionalName("owner.project", key.owner().project());
    checked.optionalName("owner.task", key.owner().task());
    checked.optionalName("owner.user", key.owner().user());
    key.models().forEach(model -> pattern(checked, model));
    key.providers().forEach(provider -> checked.id("providers", provider));
    checked.between("metadata (entries)", key.metadata().size(), 0, MOST_METADATA);
    for (Map.Entry<String, String> entry : key.metadata().entrySet()) {
      checked.name("metadata", entry.getKey());
      checked.name("metadata." + entry.getKey(), entry.getValue());
    }
  }

  private static void pattern(Checked checked, String model) {
    checked.name("models", model);
    int star = model.indexOf('*');
    if (star >= 0 && star < model.length() - 1) {
      throw checked.wrong("models", model, "Put a '*' only at the end of a name.");
    }
  }

  private static void budget(Checked checked, Budget budget) {
    checked.name("name", budget.name());
    scope(checked, budget.scope());
    checked.dollars("limit_usd", budget.limit());
    boolean degrades = budget.atLimit() == AtLimit.DEGRADE;
    if (degrades && budget.degradeTo() == null) {
      throw checked.wrong("degrade_to", null, "Name the route that requests take at the limit.");
    }
    if (!degrades && budget.degradeTo() != null) {
      throw checked.wrong(
          "degrade_to", budget.degradeTo(), "Leave it out, or set at_limit to degrade.");
    }
    int before = 0;
    for (int threshold : budget.thresholds()) {
      if (threshold <= before || threshold > 1000) {
        throw checked.wrong(
            "thresholds",
            budget.thresholds(),
            "Give ascending percentages of the limit from 1 to 1000.");
      }
      before = threshold;
    }
    checked.between("extras (entries)", budget.extras().size(), 0, MOST_EXTRAS);
    budget.extras().forEach(extra -> extra(checked, extra));
  }

  private static void extra(Checked checked, Budget.Extra extra) {
    checked.dollars("extras.amount_usd", extra.amount());
    checked.optionalName("extras.value", extra.value());
    checked.name("extras.reason", extra.reason());
    if (!extra.from().isBefore(extra.until())) {
      throw checked.wrong("extras.until", extra.until(), "Let it end after it begins.");
    }
  }

  private static void cachePolicy(Checked checked, CachePolicy policy) {
    checked.between(
        "time_to_live", policy.timeToLive(), Duration.ofSeconds(1), Duration.ofDays(366));
    BigDecimal similarity = policy.similarity();
    if (similarity.signum() <= 0 || similarity.compareTo(BigDecimal.ONE) > 0) {
      throw checked.wrong("similarity", similarity, "Give more than 0 and at most 1.");
    }
  }

  private static void limit(Checked checked, Limit limit) {
    scope(checked, limit.scope());
    checked.between("amount", limit.amount(), 1, 1_000_000_000_000L);
    if (limit.kind() != Limit.Kind.PARALLEL) {
      checked.between("per", limit.per(), Duration.ofMillis(100), Duration.ofDays(31));
      if (limit.amount() > limit.per().toNanos()) {
        throw checked.wrong(
            "amount",
            limit.amount(),
            "Give at most one for each nanosecond of " + limit.per() + ".");
      }
    }
  }

  private static void scope(Checked checked, Scope scope) {
    checked.name("scope.value", scope.value());
  }
}
