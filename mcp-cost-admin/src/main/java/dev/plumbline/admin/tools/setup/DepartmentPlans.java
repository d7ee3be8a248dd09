package dev.plumbline.admin.tools.setup;

import dev.plumbline.admin.answer.Choices;
import dev.plumbline.admin.backend.ManagedKey;
import dev.plumbline.admin.backend.ManagedKey.KeyPlan;
import dev.plumbline.admin.rules.Thresholds;
import dev.plumbline.admin.setup.Bounds;
import dev.plumbline.admin.setup.BudgetTerms;
import dev.plumbline.admin.setup.KeyEntry;
import dev.plumbline.admin.setup.Live;
import dev.plumbline.admin.setup.SetUp;
import dev.plumbline.admin.setup.yaml.TaskTypes;
import dev.plumbline.admin.tools.setup.SetUpDepartments.Department;
import dev.plumbline.admin.tools.setup.SetUpDepartments.Input;
import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Budget;
import dev.plumbline.control.Level;
import dev.plumbline.control.Period;
import dev.plumbline.control.Scope;
import dev.plumbline.control.VirtualKey;
import dev.plumbline.control.Window;
import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Nearest;
import dev.plumbline.mcp.text.Untrusted;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns a short plan into keys and budgets; what the plan leaves open stays as it is. */
final class DepartmentPlans {
  private static final List<String> ENVIRONMENTS = List.of("development", "production");

  private final Input input;
  private final Live live;
  private final ZoneId zone;
  private final @Nullable AtLimit atLimit;

  DepartmentPlans(Input input, Live live, ZoneId zone) {
    this.input = input;
    this.live = live;
    this.zone = zone;
    this.atLimit = Choices.constant("at_limit", input.atLimit(), AtLimit.values());
    if (atLimit == AtLimit.DEGRADE) {
      throw new Failure.InvalidInput(
          "at_limit is degrade, which needs a route for each budget.",
          "Choose refuse or warn, then set_budget with degrade_to.");
    }
  }

  /** What is wanted. */
  SetUp setUp() {
    List<KeyEntry> keys = new ArrayList<>();
    Map<Scope, Bounds> shared = new LinkedHashMap<>();
    for (Department department : input.departments()) {
      String name = department.name().strip();
      Scope scope = new Scope(Level.DEPARTMENT, name);
      BudgetTerms budget = monthly(scope, "monthly_usd", department.monthlyUsd());
      if (shared.put(scope, new Bounds(List.of(budget), List.of())) != null) {
        throw twice("department", name);
      }
      keys.addAll(keys(department, name));
    }
    if (input.taskBudgets() != null) {
      input
          .taskBudgets()
          .forEach((task, dollars) -> {
            Scope scope = new Scope(Level.TASK, task.strip());
            BudgetTerms budget = monthly(scope, "task_budgets", dollars);
            shared.put(scope, new Bounds(List.of(budget), List.of()));
          });
    }
    return new SetUp(keys, shared, List.of(), List.of());
  }

  private List<KeyEntry> keys(Department department, String name) {
    Map<String, BigDecimal> split =
        department.split() == null ? Map.of() : new TreeMap<>(department.split());
    List<String> environments = environments(department);
    for (String given : split.keySet()) {
      if (!environments.contains(given)) {
        throw new Failure.InvalidInput(
            "split of the department %s names %s, which is none of its environments."
                .formatted(Untrusted.of(name).inline(60), Untrusted.of(given).inline(60)),
            (Nearest.hint(given, environments) + " Name some of its environments.").strip());
      }
    }
    List<KeyEntry> keys = new ArrayList<>();
    for (String environment : environments) {
      keys.add(key(department, name, environment, split.get(environment)));
    }
    return keys;
  }

  private List<String> environments(Department department) {
    List<String> given = first(department.environments(), input.environments(), ENVIRONMENTS);
    List<String> all = given.stream().map(String::strip).toList();
    if (all.isEmpty()) {
      throw new Failure.InvalidInput(
          "The department %s has no environment."
              .formatted(Untrusted.of(department.name()).inline(60)),
          "Name at least one: each gets a key.");
    }
    Set<String> seen = new HashSet<>();
    for (String environment : all) {
      if (!seen.add(environment)) {
        throw twice("environment", environment);
      }
    }
    return all;
  }

  private static List<String> first(
      @Nullable List<String> one, @Nullable List<String> two, List<String> three) {
    return one != null ? one : two != null ? two : three;
  }

  private KeyEntry key(
      Department department, String name, String environment, @Nullable BigDecimal dollars) {
    VirtualKey.Owner owner = new VirtualKey.Owner(null, name, environment, null, null, null);
    String keyName = name + " " + environment;
    Optional<ManagedKey> now =
        live.keys().stream()
            .filter(key -> key.plan().name().equalsIgnoreCase(keyName))
            .filter(key -> KeyEntry.withOrganisation(key.plan().owner(), null).equals(owner))
            .findFirst();
    KeyPlan before = now.map(ManagedKey::plan).orElse(null);
    List<String> open = before == null ? List.of() : before.models();
    TreeMap<String, String> metadata = new TreeMap<>(before == null ? Map.of() : before.metadata());
    List<String> types = first(department.taskTypes(), input.taskTypes(), List.of());
    if (!types.isEmpty()) {
      metadata.put(TaskTypes.NAME, TaskTypes.joined(types));
    }
    KeyPlan plan =
        new KeyPlan(
            keyName,
            owner,
            first(department.models(), input.models(), open),
            before == null ? List.of() : before.providers(),
            before == null ? null : before.expires(),
            metadata);
    Scope scope = new Scope(Level.KEY, now.map(ManagedKey::id).orElse(""));
    Bounds own =
        dollars == null
            ? Bounds.NONE
            : new Bounds(List.of(monthly(scope, "split", dollars)), List.of());
    return new KeyEntry(null, plan, null, own);
  }

  /** A monthly budget; what the plan leaves open is as in the one that is there. */
  private BudgetTerms monthly(Scope scope, String field, BigDecimal dollars) {
    Budget before = monthly(scope);
    ZoneId counted = before == null || input.zone() != null ? zone : before.window().zone();
    AtLimit then = before == null ? AtLimit.REFUSE : before.atLimit();
    return new BudgetTerms(
        null,
        null,
        Choices.dollars(field, dollars),
        new Window(Period.MONTH, false, counted),
        atLimit == null ? then : atLimit,
        before == null || atLimit != null ? null : before.degradeTo(),
        input.warnAt() == null ? null : Thresholds.of(input.warnAt()));
  }

  private @Nullable Budget monthly(Scope scope) {
    for (Budget budget : live.budgets()) {
      if (budget.scope().equals(scope)
          && budget.window().period() == Period.MONTH
          && !budget.window().rolling()) {
        return budget;
      }
    }
    return null;
  }

  private static Failure twice(String what, String name) {
    return new Failure.InvalidInput(
        "The %s %s is named twice.".formatted(what, Untrusted.of(name).inline(60)),
        "Name it once.");
  }

  /** What may not be meant, safe in Markdown. */
  List<String> warnings() {
    return new DepartmentWarnings(input, live).all();
  }
}
