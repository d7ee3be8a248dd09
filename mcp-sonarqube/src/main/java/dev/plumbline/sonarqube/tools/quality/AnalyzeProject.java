package dev.plumbline.sonarqube.tools.quality;

import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Question;
import dev.plumbline.mcp.tool.ToolSpec;
import dev.plumbline.sonarqube.answer.GateWords;
import dev.plumbline.sonarqube.answer.ScopeArguments;
import dev.plumbline.sonarqube.answer.Toolsets;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Digests a project: its state, what changed, where the trouble is and what to do first. */
public final class AnalyzeProject implements Question<AnalyzeProject.Input, AnalyzeProject.Output> {
  /** How many files and rules are named at most. */
  private static final int ROWS = 8;

  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "analyze_project",
          "Project digest",
          "Digest of a project: state, changes since the previous analysis, worst files, most"
              + " broken rules, background-task problems, what to do first.",
          Toolsets.QUALITY,
          Input.class,
          Output.class);

  private final SonarQube sonarQube;
  private final ScopeArguments scopes;

  public AnalyzeProject(SonarQube sonarQube) {
    this.sonarQube = sonarQube;
    this.scopes = new ScopeArguments(sonarQube);
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    Scope scope = scopes.resolve(input.projectKey, input.branch, null);
    Digest digest = Digest.gather(sonarQube, scope, call);
    return call.fit(
        ROWS,
        rows -> {
          DigestText text = new DigestText(digest, rows, call);
          return Answer.of(output(digest, text), text.markdown());
        });
  }

  private static Output output(Digest digest, DigestText text) {
    return new Output(
        digest.scope().key(),
        GateWords.of(digest.gate().status()),
        digest.conditions().stream().filter(Condition::failed).map(Condition::condition).toList(),
        digest.changes(),
        text.files().stream().map(WorstFile::row).toList(),
        text.rules(),
        digest.task().map(task -> task.status()).orElse(null),
        FirstSteps.of(digest).stream().map(Untrusted::of).toList());
  }

  /** A file with much to do. */
  public record FileRow(Untrusted file, long issues, long debtMinutes, @Nullable Double coverage) {}

  /** A rule that is often broken. */
  public record RuleRow(String rule, Untrusted name, long issues) {}

  /** The arguments. */
  public record Input(
      @Nullable @Param(ScopeArguments.PROJECT) String projectKey,
      @Nullable @Param(ScopeArguments.BRANCH) String branch) {}

  /** The answer. */
  public record Output(
      String project,
      String gate,
      List<String> failed,
      List<Difference> changes,
      List<FileRow> worstFiles,
      List<RuleRow> rules,
      @Nullable String lastTask,
      List<Untrusted> first) {}
}
