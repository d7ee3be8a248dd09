package dev.plumbline.sonarqube.tools.code;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Table;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Question;
import dev.plumbline.mcp.tool.ToolSpec;
import dev.plumbline.sonarqube.answer.Concurrently;
import dev.plumbline.sonarqube.answer.Next;
import dev.plumbline.sonarqube.answer.ScopeArguments;
import dev.plumbline.sonarqube.answer.Toolsets;
import dev.plumbline.sonarqube.answer.Wording;
import dev.plumbline.sonarqube.sonar.FileMeasures;
import dev.plumbline.sonarqube.sonar.ProjectFile;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Finds the lines and branches that no test reaches, in the files where it matters most. */
public final class GetCoverageGaps
    implements Question<GetCoverageGaps.Input, GetCoverageGaps.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "get_coverage_gaps",
          "Coverage gaps",
          "Uncovered lines and branches of a file, or of the worst or riskiest files.",
          Toolsets.QUALITY,
          Input.class,
          Output.class);

  /** Whole files are read up to here. */
  private static final int LAST_LINE = 100_000;

  private final SonarQube sonarQube;
  private final ScopeArguments scopes;

  public GetCoverageGaps(SonarQube sonarQube) {
    this.sonarQube = sonarQube;
    this.scopes = new ScopeArguments(sonarQube);
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    Scope scope = scopes.resolve(input.projectKey, input.branch, input.pullRequest);
    if (input.file != null) {
      if (input.maxCoverage != null) {
        throw new Failure.InvalidInput(
            "'max_coverage' is given together with 'file', and chooses among files.",
            "Leave one of them out.");
      }
      return ofFile(input, scope, sonarQube.files().find(scope, input.file), call);
    }
    UncoveredFiles.Found found =
        new UncoveredFiles(sonarQube, scope, input.newCode)
            .worst(input.orderBy == Order.RISK, input.maxCoverage);
    List<FileMeasures> files = found.files().stream().limit(input.limit).toList();
    List<FileGaps> gaps = new ArrayList<>();
    try (Concurrently work = new Concurrently(4)) {
      List<Concurrently.Asked<FileGaps>> asked =
          files.stream().map(file -> work.ask(() -> gaps(input, scope, file))).toList();
      for (Concurrently.Asked<FileGaps> one : asked) {
        gaps.add(one.get());
        call.progress(gaps.size(), files.size(), "files read");
      }
    }
    return call.fit(gaps.size(), rows -> ofProject(input, scope, found, gaps, rows, call));
  }

  private FileGaps gaps(Input input, Scope scope, FileMeasures file) {
    return FileGaps.of(
        file.path(),
        file.measures().number(input.newCode ? "new_coverage" : "coverage"),
        sonarQube.sources().lines(file.component(), scope, 1, LAST_LINE),
        input.newCode);
  }

  private Answer<Output> ofProject(
      Input input,
      Scope scope,
      UncoveredFiles.Found found,
      List<FileGaps> gaps,
      int rows,
      Call call) {
    Table table = new Table("File", "Coverage:", "Uncovered:", "Lines", "Branches taken");
    List<FileGaps> shown = gaps.subList(0, rows);
    shown.forEach(file ->
        table.row(
            file.path().inline(200),
            percent(file.coverage()),
            Wording.count(file.uncovered().size()),
            file.ranges(),
            file.branches()));
    String order =
        input.orderBy == Order.RISK
            ? "riskiest first: uncovered lines × (1 + issues) × (1 + cognitive complexity ÷ 10)"
            : "most uncovered lines first";
    String limit =
        input.maxCoverage == null
            ? ""
            : " with at most %s %% coverage".formatted(input.maxCoverage);
    String heading =
        found.measured()
            ? "**%s**%s in %s%s %s uncovered lines, %s."
                .formatted(
                    Wording.count(found.total(), "file"),
                    limit,
                    Next.title(scope),
                    input.newCode ? " (new code)" : "",
                    found.total() == 1 ? "has" : "have",
                    order)
            : "**%s has no coverage%s:** no report was imported with its analysis, or there is no code to cover."
                .formatted(Next.title(scope), input.newCode ? " of new code" : "");
    Next next = new Next(call);
    if (!shown.isEmpty()) {
      next.call("get_coverage_gaps", scope, "file", shown.getFirst().path().value());
    }
    next.call("rank_files", scope, "by", "coverage");
    String text =
        Wording.paragraphs(
            heading,
            table.isEmpty() ? "" : table.toString(),
            rows < found.total()
                ? "The first %d of %s; more with limit."
                    .formatted(rows, Wording.count(found.total(), "file"))
                : "",
            next.toString(),
            Untrusted.LEGEND);
    return Answer.of(new Output(scope.key(), found.total(), rows(shown)), text);
  }

  private Answer<Output> ofFile(Input input, Scope scope, ProjectFile file, Call call) {
    if (file.isFolder()) {
      throw new Failure.InvalidInput(
          "%s is a folder.".formatted(file.path().inline(160)),
          "Give a file, or rank_files with folder.");
    }
    String metric = input.newCode ? "new_coverage" : "coverage";
    FileGaps gaps =
        FileGaps.of(
            file.path(),
            sonarQube.measures().of(scope, file.component(), List.of(metric)).number(metric),
            sonarQube.sources().lines(file.component(), scope, 1, LAST_LINE),
            input.newCode);
    GapSource source = new GapSource(gaps);
    return call.fit(
        source.count(),
        blocks -> {
          String text =
              Wording.paragraphs(
                  "**%s**: %s coverage%s, %s and %s not covered."
                      .formatted(
                          file.path().inline(200),
                          percent(gaps.coverage()),
                          input.newCode ? " of new code" : "",
                          Wording.count(gaps.uncovered().size(), "line"),
                          Wording.count(gaps.partial().size(), "line") + " with branches"),
                  gaps.uncovered().isEmpty() ? "" : "Uncovered lines: " + gaps.ranges() + ".",
                  gaps.partial().isEmpty()
                      ? ""
                      : "Lines with branches not taken (taken of all): " + gaps.branches() + ".",
                  source.text(blocks),
                  blocks < source.count()
                      ? "%d more places left out: get_source shows them."
                          .formatted(source.count() - blocks)
                      : "",
                  new Next(call)
                      .call("get_source", scope, "file", file.path().value())
                      .call("search_issues", scope, "file", file.path().value())
                      .toString(),
                  Untrusted.LEGEND);
          return Answer.of(new Output(scope.key(), 1, rows(List.of(gaps))), text);
        });
  }

  private static List<Row> rows(List<FileGaps> files) {
    return files.stream()
        .map(file ->
            new Row(
                file.path(),
                file.coverage().isPresent() ? file.coverage().getAsDouble() : null,
                file.uncovered().size(),
                file.ranges(),
                file.branches()))
        .toList();
  }

  private static String percent(OptionalDouble coverage) {
    return coverage.isPresent() ? Wording.decimal(coverage.getAsDouble()) + " %" : "no";
  }

  /** Which files come first. */
  public enum Order {
    @JsonProperty("uncovered")
    UNCOVERED,
    @JsonProperty("risk")
    RISK
  }

  /** A file with its gaps. */
  public record Row(
      Untrusted file, @Nullable Double coverage, int uncovered, String lines, String branches) {}

  /** The arguments. */
  public record Input(
      @Nullable @Param(ScopeArguments.PROJECT) String projectKey,
      @Nullable @Param("path; default: the worst files") String file,
      @Param(value = "which files first", defaultValue = "uncovered") Order orderBy,
      @Nullable @Param(value = "percent, such as 5.5", min = 0, max = 100) BigDecimal maxCoverage,
      @Param(value = "only new code", defaultValue = "false") boolean newCode,
      @Nullable @Param(ScopeArguments.BRANCH) String branch,
      @Nullable @Param(ScopeArguments.PULL_REQUEST) String pullRequest,
      @Param(value = "files", defaultValue = "10", min = 1, max = 50) int limit) {}

  /** The answer. */
  public record Output(String project, long total, List<Row> files) {}
}
