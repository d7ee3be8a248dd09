package dev.plumbline.admin.tools.budgets;

import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.answer.Keys;
import dev.plumbline.admin.answer.Toolsets;
import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.admin.backend.ManagedKey;
import dev.plumbline.admin.backend.RequestCheck;
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
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says whether a request would pass. */
public final class CheckBudget implements Question<CheckBudget.Input, CheckBudget.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "check_budget",
          "Check budget",
          "Would this request pass now? Its estimated cost and the room in each budget.",
          Toolsets.BUDGETS,
          Input.class,
          Output.class);

  private final Control control;

  public CheckBudget(Control control) {
    this.control = control;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    ControlBackend backend = control.able(Ability.CHECK);
    ManagedKey key = Keys.find(backend, input.key);
    RequestCheck check =
        backend.check(
            new RequestCheck.Wanted(
                key.id(),
                input.model.strip(),
                input.inputTokens,
                input.outputTokens,
                input.user,
                input.task));
    Table table = new Table("Budget", "Whose", "Left:", "At the limit", "Room");
    for (RequestCheck.Room room : check.budgets()) {
      table.row(
          "`" + room.budget() + "`",
          room.level() + " " + Untrusted.of(room.value()).inline(40),
          Amounts.dollars(room.left()),
          room.atLimit().name().toLowerCase(Locale.ROOT),
          check.cost() == null ? "?" : room.left().compareTo(check.cost()) >= 0 ? "yes" : "**no**");
    }
    String verdict =
        check.refusal() == null
            ? "**Passes**: %s may send it%s."
                .formatted(
                    Keys.title(key),
                    check.route() == null || check.route().equals(input.model.strip())
                        ? ""
                        : ", and it goes to " + Untrusted.of(check.route()).inline(60))
            : "**Refused** (%s): %s"
                .formatted(check.refusal(), Untrusted.of(check.why()).inline(500));
    return Answer.of(
        output(check),
        Text.paragraphs(
            verdict,
            "It may cost at most %s.".formatted(Amounts.dollars(check.cost())),
            table.isEmpty() ? "No budget counts it." : table.toString(),
            "Rate limits are not looked at.",
            new FollowUps(call).call("get_key", "key", key.id()).toString(),
            Untrusted.LEGEND));
  }

  private static Output output(RequestCheck check) {
    return new Output(
        check.refusal() == null,
        check.refusal(),
        Untrusted.of(check.why()),
        check.cost(),
        check.budgets().stream()
            .map(room ->
                new Room(room.budget(), room.level(), Untrusted.of(room.value()), room.left()))
            .toList());
  }

  /** The arguments. */
  public record Input(
      @Param("id or name") String key,
      @Param("model or route") String model,
      @Param(value = "of the request", defaultValue = "1000", min = 0, max = 100_000_000)
          long inputTokens,
      @Nullable @Param(value = "max_tokens; default as the gateway assumes", min = 0)
          Long outputTokens,
      @Nullable @Param("as its header says") String user,
      @Nullable @Param("as its header says") String task) {}

  /** The answer; dollars. */
  public record Output(
      boolean passes,
      @Nullable String code,
      Untrusted why,
      @Nullable BigDecimal cost,
      List<Room> budgets) {}

  /** The room in one budget before this request. */
  @Brief
  public record Room(String budget, String level, Untrusted value, BigDecimal left) {}
}
