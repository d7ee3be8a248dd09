package dev.plumbline.admin.tools.accounting;

import dev.plumbline.admin.answer.ChargeBooks;
import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.answer.Toolsets;
import dev.plumbline.admin.chargeback.export.BoundedText;
import dev.plumbline.admin.chargeback.export.ChargeExport;
import dev.plumbline.admin.chargeback.export.ExportFormat;
import dev.plumbline.admin.chargeback.export.Totals;
import dev.plumbline.kernel.Amounts;
import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.TimeRange;
import dev.plumbline.mcp.access.Role;
import dev.plumbline.mcp.file.ExportFolder;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Block;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Change;
import dev.plumbline.mcp.tool.Effect;
import dev.plumbline.mcp.tool.FollowUps;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Plan;
import dev.plumbline.mcp.tool.ToolSpec;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Exports a period's charges, into the answer or a file. */
public final class ExportChargeback
    implements Change<ExportChargeback.Input, ExportChargeback.Output> {
  /** More never fits an answer. */
  private static final int MOST_CHARACTERS = 64 * 1024;

  private static final ToolSpec<Input, Output> SPEC =
      new ToolSpec<>(
          "export_chargeback",
          "Export chargeback",
          "Costs by day, department, key, model and meter with credits: FOCUS 1.4 or plain CSV, as"
              + " a resource or, with file, in the exports folder.",
          Toolsets.EXPORTS,
          Effect.WRITE,
          true,
          false,
          Role.OPERATOR,
          Input.class,
          Output.class);

  private final Control control;
  private final ChargeBooks books;

  public ExportChargeback(Control control) {
    this.control = control;
    this.books = new ChargeBooks(control);
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Plan<Output> plan(Input input, Call call) {
    TimeRange days = books.days(input.period, input.zone);
    ExportFolder folder = control.accounts().exports();
    if (input.overwrite && !call.principal().role().covers(Role.ADMIN)) {
      throw new Failure.Denied(
          "overwrite=true replaces a file, which needs the role %s; '%s' has the role %s."
              .formatted(Role.ADMIN, call.principal().name(), call.principal().role()),
          "Choose another file name, or use a token of that role.");
    }
    if (input.file == null) {
      return new Plan.Unchanged<>(inAnswer(input, days, call));
    }
    Path file = folder.file(input.file, input.overwrite);
    ChargeExport export = books.export(days, input.department);
    String preview =
        "This writes the costs%s of %s as %s to the file %s of the exports folder%s."
            .formatted(
                input.department == null ? "" : " of " + Untrusted.of(input.department).inline(60),
                ChargeBooks.words(days),
                input.format.label(),
                input.file,
                input.overwrite ? ", replacing one of that name" : "");
    return new Plan.Proposed<>(
        preview,
        () -> {
          Totals[] totals = new Totals[1];
          folder.write(
              file,
              input.overwrite,
              (Path temporary) -> totals[0] = export.to(input.format, temporary));
          String where = "Written to `%s` in the exports folder.".formatted(input.file);
          return answer(input, days, totals[0], where, null, List.of(), call);
        });
  }

  private Answer<Output> inAnswer(Input input, TimeRange days, Call call) {
    String uri = ChargeBooks.uri(days, input.format);
    String elsewhere =
        input.department == null
            ? "Read the resource `%s`, or give file.".formatted(uri)
            : "Give file, or a shorter period.";
    if (input.format == ExportFormat.FOCUS_PARQUET) {
      String text = "Parquet is no text. " + elsewhere;
      return answer(input, days, null, text, uri, List.of(), call);
    }
    BoundedText text = new BoundedText(MOST_CHARACTERS);
    Totals totals;
    try {
      totals = books.export(days, input.department).to(input.format, text);
    } catch (BoundedText.Full full) {
      String say = "It is too long for an answer. " + elsewhere;
      return answer(input, days, null, say, uri, List.of(), call);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    String part =
        input.department == null
            ? ""
            : "?department=" + URLEncoder.encode(input.department, StandardCharsets.UTF_8);
    Block whole = new Block.Resource(uri + part, input.format.mimeType(), text.toString());
    return call.fit(
        1,
        shown ->
            shown == 1
                ? answer(input, days, totals, "", uri, List.of(whole), call)
                : answer(
                    input,
                    days,
                    totals,
                    "It is too long for an answer. " + elsewhere,
                    uri,
                    List.of(),
                    call));
  }

  private Answer<Output> answer(
      Input input,
      TimeRange days,
      @Nullable Totals totals,
      String where,
      @Nullable String uri,
      List<Block> more,
      Call call) {
    String head =
        totals == null
            ? "**The costs** of %s as %s.".formatted(ChargeBooks.words(days), input.format.label())
            : "**%s** (%s) of %s: $%s of usage, $%s of credits."
                .formatted(
                    Text.count(totals.rows(), "row"),
                    input.format.label(),
                    ChargeBooks.words(days),
                    Amounts.plain(totals.billed()).toPlainString(),
                    Amounts.plain(totals.credits()).toPlainString());
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Text(
            Text.paragraphs(
                head,
                where,
                unpriced(totals, input.format),
                new FollowUps(call)
                    .call(
                        "get_chargeback",
                        "period",
                        days.firstDay() + ".." + days.lastDay(),
                        "zone",
                        input.zone)
                    .toString(),
                Untrusted.LEGEND)));
    blocks.addAll(more);
    boolean readable = uri != null && input.department == null;
    return new Answer<>(
        new Output(
            ChargeBooks.words(days),
            input.format.label(),
            totals == null ? null : totals.rows(),
            totals == null ? null : Amounts.plain(totals.billed()),
            totals == null ? null : Amounts.plain(totals.credits()),
            totals == null ? null : totals.unpricedTokens(),
            input.file,
            readable ? uri : null),
        blocks);
  }

  private static String unpriced(@Nullable Totals totals, ExportFormat format) {
    if (totals == null || totals.unpricedModels() == 0) {
      return "";
    }
    return "**Not counted**: %s of %s without a known price%s."
        .formatted(
            Text.count(totals.unpricedTokens(), "token"),
            Text.count(totals.unpricedModels(), "model"),
            format == ExportFormat.CSV ? "; their cost is empty" : "; FOCUS has no row for them");
  }

  /** The arguments. */
  public record Input(
      @Nullable @Param("default: last month") String period,
      @Param(value = "form", defaultValue = "focus_csv") ExportFormat format,
      @Nullable @Param("only this one") String department,
      @Nullable @Param("a file name") String file,
      @Param(value = "replace that file; admins only", defaultValue = "false") boolean overwrite,
      @Nullable @Param(Control.ZONE) String zone) {
    public Input {
      if (department != null && department.isBlank()) {
        throw new Failure.InvalidInput("department is blank.", "Name one, or leave it out.");
      }
    }
  }

  /**
   * The answer; dollars.
   *
   * @param rows null where nothing was written yet, as are the sums
   * @param uri where it can be read
   */
  public record Output(
      String period,
      String format,
      @Nullable Long rows,
      @Nullable BigDecimal billed,
      @Nullable BigDecimal credits,
      @Nullable Long unpricedTokens,
      @Nullable String file,
      @Nullable String uri) {}
}
