package dev.plumbline.admin.tools.keys;

import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.answer.Keys;
import dev.plumbline.admin.answer.Toolsets;
import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.admin.backend.KeySpend;
import dev.plumbline.admin.backend.ManagedKey;
import dev.plumbline.admin.rules.BudgetPlans;
import dev.plumbline.admin.rules.Limits;
import dev.plumbline.control.BudgetState;
import dev.plumbline.control.Limit;
import dev.plumbline.control.VirtualKey;
import dev.plumbline.kernel.Amounts;
import dev.plumbline.mcp.text.Table;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Brief;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.FollowUps;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Question;
import dev.plumbline.mcp.tool.ToolSpec;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows one key with everything that bounds it. */
public final class GetKey implements Question<GetKey.Input, GetKey.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "get_key",
          "Get key",
          "One key: owner, what it may use, spend, every budget and limit that counts it.",
          Toolsets.KEYS,
          Input.class,
          Output.class);

  private final Control control;

  public GetKey(Control control) {
    this.control = control;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    ControlBackend backend = control.backend();
    ManagedKey key = Keys.find(backend, input.key);
    KeyBooks books = new KeyBooks(control, backend, List.of(key), control.zone(null));
    List<BudgetState> budgets =
        books.states().stream().filter(state -> counts(key, state)).toList();
    List<Limit> limits =
        backend.profile().can(Ability.RATE_LIMITS)
            ? backend.limits().stream().filter(limit -> counts(key, limit)).toList()
            : List.of();
    return Answer.of(output(key, books, budgets), text(key, books, budgets, limits, call));
  }

  private static boolean counts(ManagedKey key, BudgetState state) {
    return state.value().equals(Owners.value(key, state.budget().scope().level()));
  }

  private static boolean counts(ManagedKey key, Limit limit) {
    String own = Owners.value(key, limit.scope().level());
    return own != null && (limit.scope().each() || limit.scope().value().equals(own));
  }

  private static Output output(ManagedKey key, KeyBooks books, List<BudgetState> budgets) {
    return new Output(
        books.row(key),
        key.plan().providers().stream().map(Untrusted::of).toList(),
        key.plan().metadata().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, it -> Untrusted.of(it.getValue()))),
        key.created(),
        budgets.stream()
            .map(state ->
                new Room(
                    state.budget().id(),
                    state.budget().scope().level().label(),
                    state.limit(),
                    state.spent(),
                    state.left(),
                    state.resets()))
            .toList());
  }

  private static String text(
      ManagedKey key, KeyBooks books, List<BudgetState> budgets, List<Limit> limits, Call call) {
    VirtualKey.Owner owner = key.plan().owner();
    KeySpend spend = books.spend(key);
    Table rooms = new Table("Budget", "Limit", "Spent:", "Left:", "Starts anew");
    for (BudgetState state : budgets) {
      rooms.row(
          "`%s` of %s".formatted(state.budget().id(), BudgetPlans.whose(state.budget().scope())),
          BudgetPlans.amount(state.limit(), state.budget().window()),
          Amounts.dollars(state.spent()),
          Amounts.dollars(state.left()),
          state.resets() == null ? "–" : state.resets());
    }
    String rates =
        limits.stream()
            .map(limit ->
                "- `%s`: %s for %s"
                    .formatted(limit.id(), Limits.words(limit), BudgetPlans.whose(limit.scope())))
            .collect(Collectors.joining("\n"));
    return Text.paragraphs(
        "**%s** is %s, for %s.".formatted(Keys.title(key), key.state().label(), Keys.owner(owner)),
        "May use: %s.%s Expires: %s. Made: %s."
            .formatted(
                key.plan().models().isEmpty()
                    ? "every model"
                    : key.plan().models().stream()
                        .map(model -> Untrusted.of(model).inline(60))
                        .collect(Collectors.joining(", ")),
                key.plan().providers().isEmpty()
                    ? ""
                    : " Providers: " + String.join(", ", key.plan().providers()) + ".",
                key.plan().expires() == null ? "never" : key.plan().expires(),
                key.created() == null ? "unknown" : key.created()),
        "Spent today %s, in seven days %s, this month %s, ever %s. Last used: %s."
            .formatted(
                Amounts.dollars(spend.today()),
                Amounts.dollars(spend.week()),
                Amounts.dollars(spend.month()),
                Amounts.dollars(spend.total()),
                spend.lastUsed() == null ? "–" : "about " + spend.lastUsed()),
        rooms.isEmpty() ? "No budget counts it yet." : rooms.toString(),
        rates.isEmpty() ? "" : "Rate limits:\n" + rates,
        new FollowUps(call)
            .call("set_budget", "level", "key", "value", key.id())
            .call("rotate_key", "key", key.id())
            .toString(),
        Untrusted.LEGEND);
  }

  /** The arguments. */
  public record Input(@Param("id or name") String key) {}

  /** The answer; dollars. */
  public record Output(
      KeyRow key,
      List<Untrusted> providers,
      Map<String, Untrusted> metadata,
      @Nullable Instant created,
      List<Room> budgets) {}

  /** How a budget that counts the key stands. */
  @Brief
  public record Room(
      String budget,
      String level,
      BigDecimal limit,
      BigDecimal spent,
      BigDecimal left,
      @Nullable Instant resets) {}
}
