package dev.plumbline.admin.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.admin.backend.ManagedKey.KeyPlan;
import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Budget;
import dev.plumbline.control.Level;
import dev.plumbline.control.Period;
import dev.plumbline.control.Scope;
import dev.plumbline.control.VirtualKey.Owner;
import dev.plumbline.control.Window;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.RecursiveComparisonAssert;

/** A system under the contract: its backend, and its applications. */
public interface BackendSubject {
  /** Administers it; the same one each time. */
  ControlBackend backend();

  /**
   * Lets an application make one request with a key, for {@link #model}.
   *
   * @return what it cost in US dollars, between 0.01 and 1; empty when it was refused
   */
  Optional<BigDecimal> use(String secret);

  /** A model that applications use. */
  default String model() {
    return "gpt-5-mini";
  }

  /** A provider that routes can go to. */
  default String provider() {
    return "openai";
  }

  /** A key of a department. */
  static KeyPlan plan(String name, String department) {
    return new KeyPlan(
        name,
        new Owner(null, department, "production", null, null, "ada@example.com"),
        List.of(),
        List.of(),
        null,
        new TreeMap<>());
  }

  /** A monthly budget that refuses. */
  static Budget monthly(Scope scope, String dollars) {
    return new Budget(
        "contract-" + scope.level().label(),
        "contract",
        scope,
        new BigDecimal(dollars),
        new Window(Period.MONTH, false, ZoneOffset.UTC),
        AtLimit.REFUSE,
        null,
        List.of(),
        1);
  }

  /** A monthly budget of a key. */
  static Budget monthly(ManagedKey key, String dollars) {
    return monthly(new Scope(Level.KEY, key.id()), dollars);
  }

  /** Checks a plan; a system may name an organisation where none was given. */
  static RecursiveComparisonAssert<?> assertPlan(KeyPlan plan) {
    return assertThat(plan).usingRecursiveComparison().ignoringFields("owner.organisation");
  }
}
