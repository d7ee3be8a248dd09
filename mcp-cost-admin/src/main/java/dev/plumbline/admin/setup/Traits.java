package dev.plumbline.admin.setup;

import dev.plumbline.admin.backend.ManagedKey;
import dev.plumbline.control.Budget;
import dev.plumbline.control.Limit;
import dev.plumbline.control.VirtualKey;
import dev.plumbline.control.Window;
import java.util.List;
import java.util.Locale;

/** What tells keys, the budgets of one scope, and its limits from each other. */
final class Traits {
  /**
   * Id, then name and owner, then those whatever the case of the name, then whatever the
   * organisation where none is wanted.
   */
  static final List<Pairing.Trait<KeyEntry, ManagedKey>> KEYS =
      List.of(
          new Pairing.Trait<>(KeyEntry::id, ManagedKey::id),
          new Pairing.Trait<>(
              key -> named(key.plan().name(), key.plan().owner()),
              key -> named(key.plan().name(), key.plan().owner())),
          new Pairing.Trait<>(
              key -> named(lower(key.plan().name()), key.plan().owner()),
              key -> named(lower(key.plan().name()), key.plan().owner())),
          new Pairing.Trait<>(
              key ->
                  key.plan().owner().organisation() == null
                      ? named(key.plan().name(), key.plan().owner())
                      : null,
              key ->
                  named(key.plan().name(), KeyEntry.withOrganisation(key.plan().owner(), null))));

  /** Id, then window, then window whatever its zone. */
  static final List<Pairing.Trait<BudgetTerms, Budget>> BUDGETS =
      List.of(
          new Pairing.Trait<>(BudgetTerms::id, Budget::id),
          new Pairing.Trait<>(BudgetTerms::window, Budget::window),
          new Pairing.Trait<>(it -> zoneless(it.window()), it -> zoneless(it.window())));

  /** Id, then kind and time, then kind. */
  static final List<Pairing.Trait<LimitTerms, Limit>> LIMITS =
      List.of(
          new Pairing.Trait<>(LimitTerms::id, Limit::id),
          new Pairing.Trait<>(Traits::timed, it -> timed(LimitTerms.of(it, false))),
          new Pairing.Trait<>(LimitTerms::kind, Limit::kind));

  private Traits() {}

  /** A key's name and owner. */
  static Object named(String name, VirtualKey.Owner owner) {
    return List.of(name, KeyEntry.usual(owner));
  }

  /** A limit's kind and time. */
  static Object timed(LimitTerms limit) {
    return List.of(limit.kind(), limit.per());
  }

  private static Object zoneless(Window window) {
    return List.of(window.period(), window.rolling());
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
