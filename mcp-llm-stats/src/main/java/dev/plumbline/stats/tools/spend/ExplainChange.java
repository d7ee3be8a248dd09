package dev.plumbline.stats.tools.spend;

import dev.plumbline.kernel.Amounts;
import dev.plumbline.kernel.TimeRange;
import dev.plumbline.mcp.text.Table;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.FollowUps;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Question;
import dev.plumbline.mcp.tool.ToolSpec;
import dev.plumbline.stats.analysis.Drivers;
import dev.plumbline.stats.answer.Asked;
import dev.plumbline.stats.answer.Books;
import dev.plumbline.stats.answer.Toolsets;
import dev.plumbline.stats.answer.Where;
import dev.plumbline.usage.analysis.Period;
import dev.plumbline.usage.query.By;
import dev.plumbline.usage.query.Dimension;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers why spend moved. */
public final class ExplainChange implements Question<ExplainChange.Input, ExplainChange.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "explain_change",
          "Explain change",
          "Why spend moved against the period before: volume, model mix, tokens, caching, price;"
              + " each split by a dimension. The parts add up exactly.",
          Toolsets.SPEND,
          Input.class,
          Output.class);

  private final Books books;

  public ExplainChange(Books books) {
    this.books = books;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    Asked asked = books.ask(input.period, "last 7 days", input.zone, input.where);
    TimeRange before =
        input.against == null
            ? asked.period().before()
            : books.ask(input.against, "", input.zone, null).period().range();
    By split = Where.by(input.by);
    Drivers drivers =
        Drivers.between(
            asked.ask(Drivers.query(before, asked.filters(), split)),
            asked.ask(Drivers.query(asked.period().range(), asked.filters(), split)),
            split);
    return call.fit(
        Math.min(input.limit, drivers.pieces().size()),
        rows -> answer(asked, before, split, drivers, rows, call));
  }

  private static Answer<Output> answer(
      Asked asked, TimeRange before, By split, Drivers drivers, int shown, Call call) {
    BigDecimal change = drivers.after().subtract(drivers.before());
    Table parts = new Table("Because of", "Change:", "Share:");
    drivers
        .total()
        .named()
        .forEach((name, amount) -> {
          if (amount.signum() != 0) {
            parts.row(name, Amounts.change(amount), Amounts.share(amount, change));
          }
        });
    Table pieces = new Table(split.label(), "Before:", "Now:", "Change:", "Mostly because of");
    List<Drivers.Piece> rows = drivers.pieces().subList(0, shown);
    for (Drivers.Piece piece : rows) {
      pieces.row(
          Untrusted.of(piece.value()).inline(60),
          Amounts.dollars(piece.before()),
          Amounts.dollars(piece.after()),
          Amounts.change(piece.parts().change()),
          main(piece.parts()));
    }
    String text =
        Text.paragraphs(
            "**Spend went %s by %s** (%s): from %s (%s) to %s (%s)%s."
                .formatted(
                    change.signum() < 0 ? "down" : "up",
                    Amounts.dollars(change.abs()),
                    Amounts.growth(drivers.after(), drivers.before()),
                    Amounts.dollars(drivers.before()),
                    Period.text(before),
                    Amounts.dollars(drivers.after()),
                    asked.about(),
                    change.signum() == 0 ? "" : ", mostly because of " + main(drivers.total())),
            parts.isEmpty() ? "" : parts + "\n\nThe parts add up to the change exactly.",
            pieces.isEmpty() ? "" : pieces.toString(),
            shown < drivers.pieces().size()
                ? "The %d largest of %d; ask with a higher limit."
                    .formatted(shown, drivers.pieces().size())
                : "",
            asked.basis(drivers.unpricedAfter()),
            next(asked, split, drivers, call),
            Untrusted.LEGEND);
    List<Row> output =
        rows.stream()
            .map(piece ->
                new Row(
                    Untrusted.of(piece.value()),
                    Amounts.plain(piece.before()),
                    Amounts.plain(piece.after()),
                    plain(piece.parts())))
            .toList();
    return Answer.of(
        new Output(
            Period.text(asked.period().range()),
            Period.text(before),
            Amounts.plain(drivers.before()),
            Amounts.plain(drivers.after()),
            Amounts.plain(change),
            plain(drivers.total()),
            output),
        text);
  }

  private static String next(Asked asked, By split, Drivers drivers, Call call) {
    FollowUps next = new FollowUps(call);
    drivers.pieces().stream()
        .findFirst()
        .ifPresent(piece ->
            next.call(
                "explain_change",
                "period",
                asked.again(),
                "by",
                split.equals(By.of(Dimension.MODEL)) ? "user" : "model",
                "where",
                Map.of(split.label(), piece.value())));
    return next.call("detect_anomalies", "where", asked.where()).toString();
  }

  /** The part that moved most. */
  private static String main(Drivers.Parts parts) {
    return parts.named().entrySet().stream()
        .max(Map.Entry.comparingByValue(Comparator.comparing(BigDecimal::abs)))
        .map(part -> part.getKey() + " (" + Amounts.change(part.getValue()) + ")")
        .orElse("");
  }

  private static Map<String, BigDecimal> plain(Drivers.Parts parts) {
    Map<String, BigDecimal> plain = new LinkedHashMap<>();
    parts
        .named()
        .forEach((name, amount) -> plain.put(name.replace(' ', '_'), Amounts.plain(amount)));
    return plain;
  }

  /** What one value contributed; dollars exact. */
  public record Row(
      Untrusted value, BigDecimal before, BigDecimal after, Map<String, BigDecimal> parts) {}

  /** The arguments. */
  public record Input(
      @Nullable @Param(Books.PERIOD) String period,
      @Nullable @Param("default: the period before") String against,
      @Param(value = "dimension to split by", defaultValue = "department") String by,
      @Nullable @Param(Where.FILTER) Map<String, String> where,
      @Param(value = "rows", defaultValue = "10", min = 1, max = 100) int limit,
      @Nullable @Param(Books.ZONE) String zone) {}

  /** The answer; dollars exact, the parts add up to the change. */
  public record Output(
      String period,
      String against,
      BigDecimal before,
      BigDecimal after,
      BigDecimal change,
      Map<String, BigDecimal> parts,
      List<Row> rows) {}
}
