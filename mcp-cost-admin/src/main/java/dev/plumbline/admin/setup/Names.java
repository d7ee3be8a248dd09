package dev.plumbline.admin.setup;

import dev.plumbline.admin.backend.ManagedKey;
import dev.plumbline.control.Budget;
import dev.plumbline.control.Period;
import dev.plumbline.control.Scope;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What budgets are called unless somebody says otherwise. */
final class Names {
  private Names() {}

  /** The usual name of a budget of a scope that is no single key. */
  static String usual(Scope scope, Period period) {
    String whose = scope.each() ? "Each " + scope.level().label() : scope.value();
    return whose + ", " + period.name().toLowerCase(Locale.ROOT);
  }

  /** The name of a budget; null when it is a usual one. */
  static @Nullable String own(Budget budget) {
    String usual = usual(budget.scope(), budget.window().period());
    return budget.name().equals(usual) ? null : budget.name();
  }

  /** The name of a key's budget; null when it is a usual one. */
  static @Nullable String own(Budget budget, ManagedKey key) {
    Set<String> usual = Set.of(key.plan().name(), usual(budget.scope(), budget.window().period()));
    return usual.contains(budget.name()) ? null : budget.name();
  }
}
