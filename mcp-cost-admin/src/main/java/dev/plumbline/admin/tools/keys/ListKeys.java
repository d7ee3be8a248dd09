package dev.plumbline.admin.tools.keys;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.answer.Toolsets;
import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.admin.backend.ManagedKey;
import dev.plumbline.control.VirtualKey;
import dev.plumbline.kernel.Amounts;
import dev.plumbline.mcp.text.Table;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.FollowUps;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Question;
import dev.plumbline.mcp.tool.ToolSpec;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lists keys with what they spend and have left. */
public final class ListKeys implements Question<ListKeys.Input, ListKeys.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "list_keys",
          "List keys",
          "Virtual keys: owner, spend, budget left, burn rate, days left, last use.",
          Toolsets.KEYS,
          Input.class,
          Output.class);

  private final Control control;

  public ListKeys(Control control) {
    this.control = control;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    ControlBackend backend = control.backend();
    List<ManagedKey> all = backend.keys();
    List<ManagedKey> matching = all.stream().filter(input::matches).toList();
    KeyBooks books = new KeyBooks(control, backend, matching, control.zone(null));
    List<KeyRow> rows =
        matching.stream().map(books::row).sorted(order(input.sort)).limit(input.limit).toList();
    return call.fit(rows.size(), shown -> answer(rows, shown, all.size(), matching.size(), call));
  }

  private static Comparator<KeyRow> order(Sort sort) {
    Comparator<KeyRow> order =
        switch (sort) {
          case SPEND -> Comparator.comparing(KeyRow::month, most());
          case DAYS_LEFT -> Comparator.comparing(KeyRow::daysLeft, least());
          case EXPIRY ->
              Comparator.comparing(
                  KeyRow::expires, Comparator.nullsLast(Comparator.<Instant>naturalOrder()));
          case NAME -> Comparator.comparing(row -> row.name().value().toLowerCase(Locale.ROOT));
        };
    return order.thenComparing(KeyRow::id);
  }

  private static Comparator<@Nullable BigDecimal> most() {
    return Comparator.nullsLast(Comparator.<BigDecimal>reverseOrder());
  }

  private static Comparator<@Nullable BigDecimal> least() {
    return Comparator.nullsLast(Comparator.<BigDecimal>naturalOrder());
  }

  private static Answer<Output> answer(
      List<KeyRow> rows, int shown, int all, int matching, Call call) {
    Table table =
        new Table(
            "Key",
            "Id",
            "State",
            "For",
            "This month:",
            "A day:",
            "Left:",
            "Days left:",
            "Last used");
    for (KeyRow row : rows.subList(0, shown)) {
      table.row(
          row.name().inline(60),
          row.id(),
          row.state(),
          whom(row),
          Amounts.dollars(row.month()),
          Amounts.dollars(row.daily()),
          row.left() == null ? "no budget" : Amounts.dollars(row.left()),
          row.daysLeft() == null ? "–" : row.daysLeft().toPlainString(),
          row.lastUsed() == null ? "–" : row.lastUsed().toString());
    }
    String head =
        matching == all
            ? Text.count(all, "key") + "."
            : "%d of %s match.".formatted(matching, Text.count(all, "key"));
    String left =
        shown < matching
            ? "%d of %d shown; filter, or raise limit.".formatted(shown, matching)
            : "";
    FollowUps next = new FollowUps(call);
    if (shown > 0) {
      next.call("get_key", "key", rows.getFirst().id());
    } else {
      next.call("create_key");
    }
    return Answer.of(
        new Output(all, matching, rows.subList(0, shown)),
        Text.paragraphs(
            head,
            table.isEmpty() ? "" : table.toString(),
            left,
            next.toString(),
            Untrusted.LEGEND));
  }

  private static String whom(KeyRow row) {
    String text =
        List.of(inline(row.department()), inline(row.environment()), inline(row.user())).stream()
            .filter(part -> !part.isEmpty())
            .reduce((one, two) -> one + " / " + two)
            .orElse("–");
    return text;
  }

  private static String inline(@Nullable Untrusted value) {
    return value == null ? "" : value.inline(40);
  }

  /** What comes first. */
  public enum Sort {
    @JsonProperty("spend")
    SPEND,
    @JsonProperty("days_left")
    DAYS_LEFT,
    @JsonProperty("expiry")
    EXPIRY,
    @JsonProperty("name")
    NAME
  }

  /** The arguments. */
  public record Input(
      @Nullable @Param("part of a name, or an id") String search,
      @Nullable @Param("owner") String department,
      @Nullable @Param("owner, such as production") String environment,
      @Nullable @Param("owner, a person") String user,
      @Nullable @Param("active, blocked, expired, exhausted or revoked; default all but revoked")
          String state,
      @Param(value = "what comes first", defaultValue = "spend") Sort sort,
      @Param(value = "rows", defaultValue = "100", min = 1, max = 1000) int limit) {
    boolean matches(ManagedKey key) {
      VirtualKey.Owner owner = key.plan().owner();
      String name = key.plan().name().toLowerCase(Locale.ROOT);
      boolean found =
          search == null
              || key.id().equals(search.strip())
              || name.contains(search.strip().toLowerCase(Locale.ROOT));
      boolean wanted =
          state == null
              ? key.state() != ManagedKey.State.REVOKED
              : key.state().label().equalsIgnoreCase(state.strip());
      return found
          && wanted
          && same(department, owner.department())
          && same(environment, owner.environment())
          && same(user, owner.user());
    }

    private static boolean same(@Nullable String asked, @Nullable String own) {
      return asked == null || asked.equalsIgnoreCase(own);
    }
  }

  /** The answer; dollars. */
  public record Output(int all, int matching, List<KeyRow> keys) {}
}
