package dev.plumbline.sonarqube.tools.report;

import dev.plumbline.mcp.access.Role;
import dev.plumbline.mcp.file.ExportFolder;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Block;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Change;
import dev.plumbline.mcp.tool.Effect;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Plan;
import dev.plumbline.mcp.tool.ToolSpec;
import dev.plumbline.sonarqube.answer.IssueArguments;
import dev.plumbline.sonarqube.answer.IssueKind;
import dev.plumbline.sonarqube.answer.Next;
import dev.plumbline.sonarqube.answer.ScopeArguments;
import dev.plumbline.sonarqube.answer.Toolsets;
import dev.plumbline.sonarqube.answer.Wording;
import dev.plumbline.sonarqube.report.ReportData;
import dev.plumbline.sonarqube.report.ReportFormat;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.Severity;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a project's issues and figures as a report, into the answer or a file. */
public final class ExportReport implements Change<ExportReport.Input, ExportReport.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      new ToolSpec<>(
          "export_report",
          "Export report",
          "A project's quality report (markdown) or its issues (sarif, csv), as a resource or, with"
              + " file, in the reports folder.",
          Toolsets.DETAILS,
          Effect.DESTRUCTIVE,
          true,
          false,
          Role.OPERATOR,
          Input.class,
          Output.class);

  private final SonarQube sonarQube;
  private final ScopeArguments scopes;
  private final ExportFolder folder;

  public ExportReport(SonarQube sonarQube, ExportFolder folder) {
    this.sonarQube = sonarQube;
    this.scopes = new ScopeArguments(sonarQube);
    this.folder = folder;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Plan<Output> plan(Input input, Call call) {
    Scope scope = scopes.resolve(input.projectKey, input.branch, input.pullRequest);
    Path file = input.file == null ? null : folder.file(input.file, input.overwrite);
    ReportData data = ReportData.of(sonarQube, scope, input.filter().filter(sonarQube, scope));
    String text = input.format.write(data);
    if (file == null) {
      return new Plan.Unchanged<>(inAnswer(input, data, text, call));
    }
    String preview =
        "This writes the %s report of %s with %s (%s bytes) to the file %s of the reports folder."
            .formatted(
                input.format.word(),
                Next.title(scope),
                Wording.count(data.issues().size(), "issue"),
                Wording.count(Text.bytes(text)),
                file.getFileName());
    return new Plan.Proposed<>(
        preview,
        () -> {
          folder.write(file, input.overwrite, text);
          return answer(
              input, data, text, "Written to " + file.getFileName() + ".", List.of(), call);
        });
  }

  private Answer<Output> inAnswer(Input input, ReportData data, String text, Call call) {
    Block resource = new Block.Resource(uri(input, data), input.format.mimeType(), text);
    return call.fit(
        1,
        rows ->
            rows == 1
                ? answer(input, data, text, "", List.of(resource), call)
                : answer(
                    input,
                    data,
                    text,
                    "It is too long for an answer: read the resource %s, or give file."
                        .formatted(Untrusted.of(uri(input, data)).inline(400)),
                    List.of(),
                    call));
  }

  private static String uri(Input input, ReportData data) {
    return "sonarqube://projects/%s/reports/%s".formatted(data.scope().key(), input.format.word());
  }

  private static Answer<Output> answer(
      Input input, ReportData data, String text, String where, List<Block> more, Call call) {
    String heading =
        "**Report of %s** (%s): %s, %s bytes."
            .formatted(
                Next.title(data.scope()),
                input.format.word(),
                Wording.count(data.issues().size(), "issue"),
                Wording.count(Text.bytes(text)));
    String cut =
        data.isCut()
            ? "SonarQube's search shows the first 10,000 of %s issues: narrow it by severity or type."
                .formatted(Wording.count(data.total()))
            : "";
    List<Block> blocks = new java.util.ArrayList<>();
    blocks.add(
        new Block.Text(
            Wording.paragraphs(
                heading,
                where,
                cut,
                new Next(call).call("get_project_quality", data.scope()).toString(),
                Untrusted.LEGEND)));
    blocks.addAll(more);
    return new Answer<>(
        new Output(data.scope().key(), data.total(), Text.bytes(text), input.file), blocks);
  }

  /** The arguments. */
  public record Input(
      @Nullable @Param(ScopeArguments.PROJECT) String projectKey,
      @Param(value = "form of the report", defaultValue = "markdown") ReportFormat format,
      @Nullable @Param("what is harmed") IssueKind type,
      @Nullable @Param("and worse") Severity severity,
      @Param(value = "only new code", defaultValue = "false") boolean newCode,
      @Nullable @Param(ScopeArguments.BRANCH) String branch,
      @Nullable @Param(ScopeArguments.PULL_REQUEST) String pullRequest,
      @Nullable @Param("a file name") String file,
      @Param(value = "replace that file", defaultValue = "false") boolean overwrite) {
    IssueArguments filter() {
      return new IssueArguments(
          type, severity, null, null, null, null, null, null, null, null, null, newCode);
    }
  }

  /** The answer; {@code file} when one was written. */
  public record Output(String project, long issues, long bytes, @Nullable String file) {}
}
