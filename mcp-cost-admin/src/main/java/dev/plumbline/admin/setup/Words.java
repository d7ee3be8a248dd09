package dev.plumbline.admin.setup;

import dev.plumbline.admin.answer.Keys;
import dev.plumbline.admin.rules.BudgetPlans;
import dev.plumbline.admin.rules.Differences;
import dev.plumbline.admin.rules.Differences.Difference;
import dev.plumbline.admin.rules.Limits;
import dev.plumbline.control.Budget;
import dev.plumbline.control.CachePolicy;
import dev.plumbline.control.Entry;
import dev.plumbline.control.EntryKind;
import dev.plumbline.control.Limit;
import dev.plumbline.control.Route;
import dev.plumbline.control.VirtualKey;
import dev.plumbline.control.json.EntryJson;
import dev.plumbline.mcp.text.Untrusted;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Entries and their differences in words. */
final class Words {
  private static final int MOST_DIFFERENCES = 6;

  private Words() {}

  /** What differs between an entry and its next version. */
  static List<Difference> differences(Entry before, Entry after) {
    return Differences.of(EntryJson.shown(before).toString(), EntryJson.shown(after).toString());
  }

  /** The kind of an entry, such as {@code cache policy}. */
  static String kind(Entry entry) {
    return EntryKind.of(entry).label().replace('_', ' ');
  }

  /** A key by its name and owner. */
  static String key(String name, VirtualKey.Owner owner) {
    return Untrusted.of(name).inline(80) + " of " + Keys.owner(owner);
  }

  /** Which entry it is; of a key's budget or limit, with the key in words. */
  static String title(Entry entry, @Nullable String key) {
    return switch (entry) {
      case Budget budget ->
          (key == null ? BudgetPlans.whose(budget.scope()) : "key " + key)
              + ", "
              + (budget.window().rolling() ? "rolling " : "")
              + lower(budget.window().period());
      case Limit limit ->
          (key == null ? BudgetPlans.whose(limit.scope()) : "key " + key)
              + ", "
              + lower(limit.kind());
      default -> Untrusted.of(entry.id()).inline(80);
    };
  }

  /** What a new entry is to be. */
  static String details(Entry entry) {
    return switch (entry) {
      case Budget budget ->
          BudgetPlans.amount(budget.limit(), budget.window())
              + "; "
              + BudgetPlans.atLimit(budget.atLimit(), budget.degradeTo());
      case Limit limit -> Limits.words(limit);
      case Route route ->
          route.targets().stream()
              .map(it -> Untrusted.of(it.provider() + "/" + it.model()).inline(80))
              .collect(Collectors.joining(", "));
      case CachePolicy policy -> policy.mode().label() + ", " + policy.timeToLive();
      default -> "";
    };
  }

  /** What changes from what to what. */
  static String details(List<Difference> differences) {
    String text =
        differences.stream()
            .limit(MOST_DIFFERENCES)
            .map(it -> "%s: %s → %s".formatted(shown(it.field()), shown(it.from()), shown(it.to())))
            .collect(Collectors.joining("; "));
    int more = differences.size() - MOST_DIFFERENCES;
    return more > 0 ? text + "; and " + more + " more" : text;
  }

  /** Models in words. */
  static String models(List<String> models) {
    return models.isEmpty() ? "every model" : shown(String.join(", ", models));
  }

  private static String shown(String value) {
    if (value.isEmpty()) {
      return "–";
    }
    return value.matches("[A-Za-z0-9._:/+*-]{1,60}") ? value : Untrusted.of(value).inline(160);
  }

  /** Its name as people write it. */
  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
