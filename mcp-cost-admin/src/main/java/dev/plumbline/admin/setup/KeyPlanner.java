package dev.plumbline.admin.setup;

import dev.plumbline.admin.backend.ManagedKey;
import dev.plumbline.admin.backend.ManagedKey.KeyPlan;
import dev.plumbline.admin.rules.Differences.Difference;
import dev.plumbline.control.Budget;
import dev.plumbline.control.Entry;
import dev.plumbline.control.Level;
import dev.plumbline.control.Limit;
import dev.plumbline.control.Scope;
import dev.plumbline.control.VirtualKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How keys, with their own budgets and limits, become what they are to be. */
final class KeyPlanner {
  private static final Duration ABOUT_THE_SAME = Duration.ofSeconds(5);
  private static final Scope NEW = new Scope(Level.KEY, "new");

  private final Map<Scope, List<Budget>> budgets;
  private final Map<Scope, List<Limit>> limits;
  private final List<Integer> thresholds;
  private final List<Step> steps = new ArrayList<>();
  private final List<Step> revoked = new ArrayList<>();
  private final List<Step> removed = new ArrayList<>();

  KeyPlanner(Live live) {
    budgets = live.budgetsByScope();
    limits = live.limitsByScope();
    thresholds = live.usualThresholds();
  }

  /** Adds the steps for all keys. */
  KeyPlanner plan(SetUp wanted, Live live) {
    var all = Pairing.of(wanted.keys(), live.keys(), Traits.KEYS);
    all.found().forEach(pair -> key(pair.wanted(), pair.live()));
    all.left().forEach(this::left);
    return this;
  }

  List<Step> steps() {
    return steps;
  }

  /** Revocations first, then what the keys leave behind. */
  List<Step> removals() {
    List<Step> all = new ArrayList<>(revoked);
    all.addAll(removed);
    return all;
  }

  private void key(KeyEntry wanted, @Nullable ManagedKey before) {
    Scope scope = before == null ? NEW : Live.scope(before);
    String words = Words.key(wanted.plan().name(), wanted.plan().owner());
    BoundsPlanner.Found bounds =
        new BoundsPlanner(scope, words, wanted.plan().name(), thresholds)
            .plan(
                wanted.bounds(),
                budgets.getOrDefault(scope, List.of()),
                limits.getOrDefault(scope, List.of()));
    bounds.left().forEach(entry -> removed.add(removal(entry, words)));
    Line line = before == null ? made(wanted, words) : changed(wanted, before);
    if (line != null || !bounds.puts().isEmpty()) {
      steps.add(new Step.OfKey(wanted, before, line, bounds.puts()));
    }
  }

  private static Line made(KeyEntry wanted, String words) {
    KeyPlan plan = wanted.plan();
    String until = plan.expires() == null ? "" : " until " + plan.expires();
    String blocked = Boolean.TRUE.equals(wanted.blocked()) ? ", blocked" : "";
    String details = "for " + Words.models(plan.models()) + until + blocked;
    return new Line(Line.Action.ADD, "key", words, details);
  }

  private static @Nullable Line changed(KeyEntry wanted, ManagedKey before) {
    List<Difference> differences = differences(before, wanted);
    return differences.isEmpty()
        ? null
        : new Line(
            Line.Action.CHANGE,
            "key",
            Words.key(before.plan().name(), before.plan().owner()) + " (`" + before.id() + "`)",
            Words.details(differences));
  }

  private void left(ManagedKey key) {
    String words = Words.key(key.plan().name(), key.plan().owner());
    String title = words + " (`" + key.id() + "`)";
    revoked.add(
        new Step.Revoke(key, new Line(Line.Action.REMOVE, "key", title, "revoked for good")));
    Scope scope = Live.scope(key);
    limits.getOrDefault(scope, List.of()).forEach(it -> removed.add(removal(it, words)));
    budgets.getOrDefault(scope, List.of()).forEach(it -> removed.add(removal(it, words)));
  }

  /** The removal of an entry. */
  static Step removal(Entry entry, @Nullable String key) {
    Line line =
        new Line(
            Line.Action.REMOVE,
            Words.kind(entry),
            Words.title(entry, key) + " (`" + entry.id() + "`)",
            Words.details(entry));
    return new Step.Remove(entry, line);
  }

  /** What differs between a key and what it is to be. */
  private static List<Difference> differences(ManagedKey before, KeyEntry wanted) {
    KeyPlan from = before.plan();
    KeyPlan to = next(before, wanted);
    List<Difference> all = new ArrayList<>();
    add(all, "name", from.name(), to.name());
    owner(all, from.owner(), to.owner());
    add(all, "models", listed(from.models()), listed(to.models()));
    add(all, "providers", listed(from.providers()), listed(to.providers()));
    add(all, "expires", time(from.expires()), time(to.expires()));
    Set<String> names = new TreeSet<>(from.metadata().keySet());
    names.addAll(to.metadata().keySet());
    for (String name : names) {
      add(all, "metadata." + name, from.metadata().get(name), to.metadata().get(name));
    }
    boolean blocked = before.state() == ManagedKey.State.BLOCKED;
    if (wanted.blocked() != null && wanted.blocked() != blocked) {
      add(all, "blocked", String.valueOf(blocked), String.valueOf(wanted.blocked()));
    }
    return all;
  }

  private static void owner(List<Difference> all, VirtualKey.Owner from, VirtualKey.Owner to) {
    add(all, "organisation", from.organisation(), to.organisation());
    add(all, "department", from.department(), to.department());
    add(all, "environment", from.environment(), to.environment());
    add(all, "project", from.project(), to.project());
    add(all, "task", from.task(), to.task());
    add(all, "user", from.user(), to.user());
  }

  /**
   * The plan of a key that is there. Its organisation stays where none is wanted, and so does an
   * end that is as good as wanted: some systems keep ends as times from now.
   */
  static KeyPlan next(ManagedKey before, KeyEntry wanted) {
    KeyPlan now = before.plan();
    KeyPlan to = wanted.plan();
    VirtualKey.Owner owner =
        to.owner().organisation() == null
            ? KeyEntry.withOrganisation(to.owner(), now.owner().organisation())
            : to.owner();
    return new KeyPlan(
        to.name(),
        owner,
        to.models(),
        to.providers(),
        same(now.expires(), to.expires()) ? now.expires() : to.expires(),
        to.metadata());
  }

  private static boolean same(@Nullable Instant one, @Nullable Instant two) {
    return one != null
        && two != null
        && Duration.between(one, two).abs().compareTo(ABOUT_THE_SAME) <= 0;
  }

  private static void add(
      List<Difference> all, String field, @Nullable String from, @Nullable String to) {
    String before = from == null ? "" : from;
    String after = to == null ? "" : to;
    if (!before.equals(after)) {
      all.add(new Difference(field, before, after));
    }
  }

  private static String listed(List<String> values) {
    return values.isEmpty() ? "all" : values.toString();
  }

  private static String time(@Nullable Instant time) {
    return time == null ? "never" : time.toString();
  }
}
