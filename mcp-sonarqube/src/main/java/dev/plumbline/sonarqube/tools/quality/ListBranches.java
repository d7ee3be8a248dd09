package dev.plumbline.sonarqube.tools.quality;

import dev.plumbline.mcp.text.Table;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Question;
import dev.plumbline.mcp.tool.ToolSpec;
import dev.plumbline.sonarqube.answer.GateWords;
import dev.plumbline.sonarqube.answer.Next;
import dev.plumbline.sonarqube.answer.ScopeArguments;
import dev.plumbline.sonarqube.answer.Toolsets;
import dev.plumbline.sonarqube.answer.Wording;
import dev.plumbline.sonarqube.sonar.Branch;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists a project's branches and pull requests with their gates. */
public final class ListBranches implements Question<ListBranches.Input, ListBranches.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "list_branches",
          "Branches",
          "Branches and pull requests of a project with quality gate and last analysis.",
          Toolsets.DETAILS,
          Input.class,
          Output.class);

  private final SonarQube sonarQube;
  private final ScopeArguments scopes;

  public ListBranches(SonarQube sonarQube) {
    this.sonarQube = sonarQube;
    this.scopes = new ScopeArguments(sonarQube);
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    Scope scope = scopes.resolve(input.projectKey, null, null);
    List<Branch> all = new ArrayList<>(sonarQube.projects().branchesOf(scope.key()));
    Optional<List<Branch>> pullRequests = sonarQube.projects().pullRequestsOf(scope.key());
    pullRequests.ifPresent(all::addAll);
    return call.fit(all.size(), rows -> answer(scope, all, pullRequests.isPresent(), rows, call));
  }

  private static Answer<Output> answer(
      Scope scope, List<Branch> all, boolean knowsPullRequests, int rows, Call call) {
    Table table = new Table("Name", "Kind", "Gate", "Analyzed", "About");
    List<Row> shown = new ArrayList<>();
    for (Branch branch : all.subList(0, rows)) {
      table.row(
          branch.name().inline(120),
          branch.main() ? "main branch" : branch.kind(),
          GateWords.of(branch.gate()),
          Wording.date(branch.analyzed()),
          about(branch));
      shown.add(
          new Row(
              branch.name(),
              branch.kind(),
              branch.main(),
              GateWords.of(branch.gate()),
              branch.analyzed().orElse(null)));
    }
    long branches = all.stream().filter(it -> it.kind().equals("branch")).count();
    Next next = new Next(call);
    all.stream()
        .filter(it -> it.gate().equals("ERROR"))
        .findFirst()
        .ifPresent(it -> next.call("get_quality_gate", scope(scope, it)));
    all.stream()
        .filter(it -> !it.main())
        .findFirst()
        .ifPresent(it -> next.call("get_project_quality", scope(scope, it)));
    String text =
        Wording.paragraphs(
            "**%s** and %s of %s:"
                .formatted(
                    Wording.count(branches, "branch").replace("branchs", "branches"),
                    Wording.count(all.size() - branches, "pull request"),
                    Next.title(scope)),
            table.isEmpty() ? "" : table.toString(),
            rows < all.size() ? (all.size() - rows) + " more left out." : "",
            knowsPullRequests
                ? ""
                : "This edition analyzes the main branch only; other branches and pull requests need"
                    + " a commercial edition or SonarQube Cloud.",
            next.toString(),
            Untrusted.LEGEND);
    return Answer.of(new Output(scope.key(), all.size(), shown), text);
  }

  private static Scope scope(Scope project, Branch branch) {
    String name = branch.name().value();
    if (branch.main()) {
      return project;
    }
    return branch.kind().equals("branch")
        ? new Scope(project.project(), name, null)
        : new Scope(project.project(), null, name);
  }

  private static String about(Branch branch) {
    if (branch.title().isEmpty()) {
      return "–";
    }
    return branch.title().inline(120)
        + ": "
        + branch.from().inline(80)
        + " into "
        + branch.into().inline(80);
  }

  /** A branch or pull request. */
  public record Row(
      Untrusted name, String kind, boolean main, String gate, @Nullable Instant analyzed) {}

  /** The arguments. */
  public record Input(@Nullable @Param(ScopeArguments.PROJECT) String projectKey) {}

  /** The answer. */
  public record Output(String project, int total, List<Row> branches) {}
}
