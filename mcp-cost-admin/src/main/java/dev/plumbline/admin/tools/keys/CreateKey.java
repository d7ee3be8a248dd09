package dev.plumbline.admin.tools.keys;

import dev.plumbline.admin.answer.Choices;
import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.answer.Keys;
import dev.plumbline.admin.answer.Toolsets;
import dev.plumbline.admin.answer.Undo;
import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.admin.backend.IssuedKey;
import dev.plumbline.admin.backend.ManagedKey;
import dev.plumbline.admin.backend.ManagedKey.KeyPlan;
import dev.plumbline.admin.rules.BudgetPlans;
import dev.plumbline.admin.rules.Thresholds;
import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Budget;
import dev.plumbline.control.Level;
import dev.plumbline.control.Period;
import dev.plumbline.control.Scope;
import dev.plumbline.control.Window;
import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Brief;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Change;
import dev.plumbline.mcp.tool.Effect;
import dev.plumbline.mcp.tool.FollowUps;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Plan;
import dev.plumbline.mcp.tool.ToolSpec;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a key, with a budget of its own if wanted. */
public final class CreateKey implements Change<CreateKey.Input, CreateKey.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.change(
          "create_key",
          "Create key",
          "Makes a virtual key, with a budget if wanted; the secret is shown once.",
          Toolsets.KEYS,
          Effect.WRITE,
          Input.class,
          Output.class);

  private final Control control;

  public CreateKey(Control control) {
    this.control = control;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Plan<Output> plan(Input input, Call call) {
    ControlBackend backend = control.able(Ability.CREATE_KEY);
    KeyPlan plan = plan(input, backend);
    Optional<ManagedKey> same = same(backend, plan);
    if (same.isPresent()) {
      return new Plan.Unchanged<>(exists(same.get(), call));
    }
    Optional<BudgetPlans.Wanted> budget = budget(input, backend);
    control.secrets().check();
    String preview =
        Text.paragraphs(
            "This makes the key %s for %s, which may use %s%s."
                .formatted(
                    Untrusted.of(plan.name()).inline(80),
                    Keys.owner(plan.owner()),
                    models(plan.models()),
                    input.expires == null
                        ? ""
                        : " until " + Untrusted.of(input.expires).inline(40)),
            budget
                .map(it -> "With a budget of " + amount(it) + ".")
                .orElse("Without a budget of its own."));
    return new Plan.Proposed<>(preview, () -> make(backend, plan, budget, call));
  }

  private KeyPlan plan(Input input, ControlBackend backend) {
    List<String> models = input.models == null ? List.of() : input.models;
    if (!models.isEmpty()) {
      backend.profile().require(Ability.KEY_MODELS);
    }
    Instant expires = null;
    if (input.expires != null) {
      backend.profile().require(Ability.KEY_EXPIRY);
      expires = Choices.end("expires", input.expires, control.now(), control.zone(null));
      if (!expires.isAfter(control.now())) {
        throw new Failure.InvalidInput(
            "expires is %s, which is past.".formatted(expires), "Choose a time to come.");
      }
    }
    return new KeyPlan(
        input.name.strip(),
        OwnerInput.of(
            null, input.department, input.environment, input.project, input.task, input.user),
        models,
        List.of(),
        expires,
        new TreeMap<>(input.metadata == null ? Map.of() : input.metadata));
  }

  /** A key of that name for the same owner: made before, perhaps by this very call. */
  private static Optional<ManagedKey> same(ControlBackend backend, KeyPlan plan) {
    return backend.keys().stream()
        .filter(key -> key.state() != ManagedKey.State.REVOKED)
        .filter(key -> key.plan().name().equalsIgnoreCase(plan.name()))
        .filter(key -> Keys.owner(key.plan().owner()).equals(Keys.owner(plan.owner())))
        .findFirst();
  }

  private static Answer<Output> exists(ManagedKey key, Call call) {
    return Answer.of(
        new Output(key.id(), Untrusted.of(key.plan().name()), false, null),
        Text.paragraphs(
            "**Nothing changed**: the key %s of that name and owner is there already, %s. Its secret cannot be shown again."
                .formatted(Keys.title(key), key.state().label()),
            new FollowUps(call)
                .call("get_key", "key", key.id())
                .call("rotate_key", "key", key.id())
                .toString(),
            Untrusted.LEGEND));
  }

  private Optional<BudgetPlans.Wanted> budget(Input input, ControlBackend backend) {
    if (input.budgetUsd == null) {
      if (input.budgetPeriod != null || input.atLimit != null || input.warnAt != null) {
        throw new Failure.InvalidInput(
            "There is no budget_usd for the budget's other arguments.",
            "Give it, or leave budget_period, at_limit and warn_at out.");
      }
      return Optional.empty();
    }
    backend.profile().require(Ability.KEY_BUDGETS);
    Period period = Choices.constant("budget_period", input.budgetPeriod, Period.values());
    AtLimit atLimit = Choices.constant("at_limit", input.atLimit, AtLimit.values());
    if (atLimit == AtLimit.DEGRADE) {
      throw new Failure.InvalidInput(
          "A new key cannot degrade yet.", "Make it, then set_budget with degrade_to.");
    }
    if (atLimit == AtLimit.WARN) {
      backend.profile().require(Ability.BUDGET_WARNINGS);
    }
    return Optional.of(
        new BudgetPlans.Wanted(
            new Scope(Level.KEY, "new"),
            Choices.dollars("budget_usd", input.budgetUsd),
            new Window(
                period == null ? Period.MONTH : period,
                false,
                backend.usualZone(control.zone(null))),
            atLimit == null ? AtLimit.REFUSE : atLimit,
            null,
            Thresholds.of(input.warnAt, backend.usualThresholds())));
  }

  private static String amount(BudgetPlans.Wanted wanted) {
    return "%s; %s; %s"
        .formatted(
            BudgetPlans.amount(wanted.limit(), wanted.window()),
            BudgetPlans.atLimit(wanted.atLimit(), wanted.degradeTo()),
            Thresholds.words(wanted.thresholds()));
  }

  private static String models(List<String> models) {
    return models.isEmpty()
        ? "every model"
        : models.stream()
            .map(model -> Untrusted.of(model).inline(60))
            .collect(Collectors.joining(", "));
  }

  private Answer<Output> make(
      ControlBackend backend, KeyPlan plan, Optional<BudgetPlans.Wanted> wanted, Call call) {
    IssuedKey issued = backend.create(plan);
    String secret = control.secrets().take(issued);
    String id = issued.key().id();
    String budgetText = "";
    String budgetId = null;
    if (wanted.isPresent()) {
      BudgetPlans.Wanted own = onKey(wanted.get(), id);
      try {
        Budget budget = backend.put(BudgetPlans.make(own, plan.name(), ""));
        budgetId = budget.id();
        budgetText = "Its budget `%s`: %s.".formatted(budget.id(), amount(own));
      } catch (Failure failed) {
        // The secret must not be lost for a budget that can be set again.
        budgetText =
            "**Its budget is NOT set**: " + failed.text() + " " + held(backend, issued.key());
      }
    }
    return Answer.of(
        new Output(id, Untrusted.of(plan.name()), true, budgetId),
        Text.paragraphs(
            "**Made** the key %s for %s."
                .formatted(Keys.title(issued.key()), Keys.owner(plan.owner())),
            secret,
            budgetText,
            new Undo().call("revoke_key", "key", id).toString(),
            new FollowUps(call).call("get_key", "key", id).toString(),
            Untrusted.LEGEND));
  }

  /** Keeps a key from spending without the budget that was wanted. */
  private static String held(ControlBackend backend, ManagedKey key) {
    try {
      backend.block(key, true);
      return "So it is **blocked**: set_budget, then unblock_key.";
    } catch (Failure cannotBlock) {
      return "**It can spend without bounds** and cannot be blocked here: set_budget, or revoke_key.";
    }
  }

  private static BudgetPlans.Wanted onKey(BudgetPlans.Wanted wanted, String id) {
    return new BudgetPlans.Wanted(
        new Scope(Level.KEY, id),
        wanted.limit(),
        wanted.window(),
        wanted.atLimit(),
        wanted.degradeTo(),
        wanted.thresholds());
  }

  /** The arguments. */
  public record Input(
      @Param(value = "for people", min = 1, max = 200) String name,
      @Nullable @Param("owner") String department,
      @Nullable @Param("owner, such as production") String environment,
      @Nullable @Param("owner") String project,
      @Nullable @Param("task type") String task,
      @Nullable @Param("owner, a person") String user,
      @Nullable @Param("allowed models or routes, gpt-5* …; default all") List<String> models,
      @Nullable @Param("2026-12-31 or 30d; default never") String expires,
      @Nullable @Param("its own budget, dollars") BigDecimal budgetUsd,
      @Nullable @Param("hour, day, week, month (default) or total") String budgetPeriod,
      @Nullable @Param("refuse (default) or warn") String atLimit,
      @Nullable @Param("percentages; default 80, 100") List<Integer> warnAt,
      @Nullable @Param("any names and values") Map<String, String> metadata) {}

  /** The answer; without the secret. */
  @Brief
  public record Output(String id, Untrusted name, boolean made, @Nullable String budget) {}
}
