package dev.plumbline.sonarqube.tools.quality;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Table;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Question;
import dev.plumbline.mcp.tool.ToolSpec;
import dev.plumbline.sonarqube.answer.Figure;
import dev.plumbline.sonarqube.answer.Figures;
import dev.plumbline.sonarqube.answer.Next;
import dev.plumbline.sonarqube.answer.ScopeArguments;
import dev.plumbline.sonarqube.answer.Shift;
import dev.plumbline.sonarqube.answer.Toolsets;
import dev.plumbline.sonarqube.answer.Wording;
import dev.plumbline.sonarqube.sonar.Keys;
import dev.plumbline.sonarqube.sonar.Measures;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares two versions, days, branches or projects: what got better, what got worse, and where.
 */
public final class Compare implements Question<Compare.Input, Compare.Output> {
  private static final int ROWS = 10;

  /** SonarQube counts issues for no more rules or files than these, those with the most. */
  private static final int COUNTED = 100;

  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "compare",
          "Compare",
          "What got better or worse, by which rules and files: since the last version (default),"
              + " between two, or against a branch, pull request or project.",
          Toolsets.QUALITY,
          Input.class,
          Output.class);

  private final SonarQube sonarQube;
  private final ScopeArguments scopes;

  public Compare(SonarQube sonarQube) {
    this.sonarQube = sonarQube;
    this.scopes = new ScopeArguments(sonarQube);
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    boolean inTime = input.from != null || input.to != null;
    boolean with =
        input.withProject != null || input.withBranch != null || input.withPullRequest != null;
    if (inTime && with) {
      throw new Failure.InvalidInput(
          "'from' or 'to' is given together with another branch, pull request or project.",
          "Compare either two times of one, or two as they are now.");
    }
    Scope scope = scopes.resolve(input.projectKey, input.branch, null);
    Comparing comparing = new Comparing(sonarQube);
    Comparison comparison =
        with
            ? comparing.scopes(
                scope,
                scopes.resolve(
                    input.withProject == null ? scope.key() : input.withProject,
                    input.withBranch,
                    input.withPullRequest))
            : comparing.times(scope, input.from, input.to);
    if (comparison.before().scope().equals(comparison.after().scope()) && with) {
      throw new Failure.InvalidInput(
          "Both sides are %s.".formatted(Next.title(scope)), "Name another one.");
    }
    List<Shift> shifts = shifts(comparison);
    return call.fit(ROWS, rows -> answer(comparison, shifts, rows, call));
  }

  private List<Shift> shifts(Comparison comparison) {
    Figures figures = new Figures(sonarQube, Measures.none());
    Set<String> metrics = new LinkedHashSet<>(comparison.before().values().keySet());
    metrics.addAll(comparison.after().values().keySet());
    List<Shift> shifts = new ArrayList<>();
    for (String metric : metrics) {
      shifts.add(
          Shift.of(
              metric,
              title(metric),
              comparison.before().values().getOrDefault(metric, ""),
              comparison.after().values().getOrDefault(metric, ""),
              figures));
    }
    shifts.sort(Comparator.comparingInt(Compare::rank));
    return shifts;
  }

  private static int rank(Shift shift) {
    return shift.isWorse() ? 0 : shift.isBetter() ? 1 : shift.verdict().equals("changed") ? 2 : 3;
  }

  private String title(String metric) {
    if (metric.equals("alert_status")) {
      return "Quality gate";
    }
    for (Figure figure : Figure.values()) {
      if (figure.metric(sonarQube).equals(metric)) {
        return figure.label(sonarQube.server().mode());
      }
    }
    return metric;
  }

  private Answer<Output> answer(Comparison comparison, List<Shift> shifts, int rows, Call call) {
    List<Moved> rules = moved(comparison, comparison.before().rules(), comparison.after().rules());
    List<Moved> files =
        comparison.isOneProject()
            ? moved(comparison, comparison.before().files(), comparison.after().files())
            : List.of();
    Table figures =
        new Table("Figure", title(comparison.before()), title(comparison.after()), "Change:", "Is");
    shifts.forEach(
        it -> figures.row(it.figure(), it.before(), it.after(), it.change(), it.verdict()));
    String text =
        Wording.paragraphs(
            heading(comparison, shifts),
            figures.toString(),
            comparison.note(),
            table("Rule", rules, rows, comparison, true),
            table("File", files, rows, comparison, false),
            next(comparison, rules, call).toString(),
            Untrusted.LEGEND);
    List<Change> changes =
        shifts.stream()
            .map(it -> new Change(it.metric(), it.before(), it.after(), it.change(), it.verdict()))
            .toList();
    Output output =
        new Output(
            Untrusted.of(comparison.before().title()),
            Untrusted.of(comparison.after().title()),
            changes,
            rows(rules, rows),
            rows(files, rows));
    return Answer.of(output, text);
  }

  private static String title(Side side) {
    return side.title() + ":";
  }

  private static String heading(Comparison comparison, List<Shift> shifts) {
    long better = shifts.stream().filter(Shift::isBetter).count();
    long worse = shifts.stream().filter(Shift::isWorse).count();
    String verdict =
        worse > better ? "worse" : better > worse ? "better" : "neither better nor worse";
    String sides =
        comparison.inTime()
            ? "%s from %s to %s: %s"
                .formatted(
                    Next.title(comparison.before().scope()),
                    comparison.before().title(),
                    comparison.after().title(),
                    verdict)
            : "%s against %s: %s"
                .formatted(comparison.after().title(), comparison.before().title(), verdict);
    String gate =
        shifts.stream()
            .filter(it -> it.metric().equals("alert_status"))
            .map(it -> " Quality gate: %s → %s.".formatted(it.before(), it.after()))
            .findFirst()
            .orElse("");
    return "**%s** (%d figures worse, %d better).%s".formatted(sides, worse, better, gate);
  }

  /**
   * What carries the difference, the largest first; in time, {@code before} went and {@code after}
   * came.
   */
  private static List<Moved> moved(
      Comparison comparison, Map<String, Long> before, Map<String, Long> after) {
    Set<String> keys = new LinkedHashSet<>(before.keySet());
    keys.addAll(after.keySet());
    boolean oneIsCut = !comparison.inTime() && before.size() >= COUNTED;
    boolean otherIsCut = after.size() >= COUNTED;
    List<Moved> moved = new ArrayList<>();
    for (String key : keys) {
      if ((oneIsCut && !before.containsKey(key)) || (otherIsCut && !after.containsKey(key))) {
        continue;
      }
      long one = before.getOrDefault(key, 0L);
      long other = after.getOrDefault(key, 0L);
      if (one != other || (comparison.inTime() && one > 0)) {
        moved.add(new Moved(key, one, other));
      }
    }
    moved.sort(
        Comparator.comparingLong((Moved it) -> -Math.abs(it.after - it.before))
            .thenComparing(Moved::key));
    return moved;
  }

  private static String table(
      String what, List<Moved> moved, int rows, Comparison comparison, boolean rules) {
    if (moved.isEmpty()) {
      return "";
    }
    boolean perLines = !comparison.isOneProject() && comparison.before().lines() > 0;
    Table table =
        comparison.inTime()
            ? new Table(what, "Came:", "Closed:", "Net:")
            : perLines
                ? new Table(what, "Before:", "After:", "Difference:", "Per 1,000 lines:")
                : new Table(what, "Before:", "After:", "Difference:");
    for (Moved it : moved.subList(0, Math.min(rows, moved.size()))) {
      List<Object> cells = new ArrayList<>();
      cells.add(rules ? rule(it.key, comparison) : Untrusted.of(it.key).inline(200));
      cells.add(comparison.inTime() ? it.after : it.before);
      cells.add(comparison.inTime() ? it.before : it.after);
      cells.add(
          (it.after > it.before ? "+" : it.after < it.before ? "−" : "")
              + Math.abs(it.after - it.before));
      if (perLines && !comparison.inTime()) {
        cells.add(
            density(it.before, comparison.before())
                + " → "
                + density(it.after, comparison.after()));
      }
      table.row(cells.toArray());
    }
    String more =
        moved.size() > rows
            ? "\n%d more %ss differ."
                .formatted(moved.size() - rows, what.toLowerCase(java.util.Locale.ROOT))
            : "";
    return table + more;
  }

  private static String density(long issues, Side side) {
    return side.lines() == 0 ? "–" : Wording.decimal(issues * 1_000 / side.lines());
  }

  private static String rule(String key, Comparison comparison) {
    Untrusted name = comparison.ruleNames().getOrDefault(key, Untrusted.of(""));
    return Keys.show(key) + (name.isEmpty() ? "" : " " + name.inline(80));
  }

  private static List<Row> rows(List<Moved> moved, int rows) {
    return moved.stream()
        .limit(rows)
        .map(it -> new Row(Untrusted.of(it.key), it.before, it.after))
        .toList();
  }

  private static Next next(Comparison comparison, List<Moved> rules, Call call) {
    Next next = new Next(call);
    Scope scope = comparison.after().scope();
    if (comparison.inTime()) {
      next.call("search_issues", scope, "new_code", true, "group_by", "author");
      next.call("get_trend", scope);
    }
    rules.stream()
        .filter(it -> it.after > it.before)
        .findFirst()
        .ifPresent(it ->
            next.call("search_issues", scope, "rules", List.of(it.key), "order_by", "newest"));
    return next;
  }

  /** How the issues of a rule or file differ. */
  private record Moved(String key, long before, long after) {}

  /** How a metric differs. */
  public record Change(String metric, String before, String after, String change, String verdict) {}

  /** A rule or file with its issues on either side; in time, those closed and those that came. */
  public record Row(Untrusted name, long before, long after) {}

  /** The arguments. */
  public record Input(
      @Nullable @Param(ScopeArguments.PROJECT) String projectKey,
      @Nullable @Param("version or day") String from,
      @Nullable @Param("version or day") String to,
      @Nullable @Param(ScopeArguments.BRANCH) String branch,
      @Nullable @Param("another branch") String withBranch,
      @Nullable @Param("a pull request") String withPullRequest,
      @Nullable @Param("another project") String withProject) {}

  /** The answer. */
  public record Output(
      Untrusted before, Untrusted after, List<Change> changes, List<Row> rules, List<Row> files) {}
}
