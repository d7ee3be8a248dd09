package dev.plumbline.sonarqube.tools.admin;

import dev.plumbline.mcp.text.Table;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Question;
import dev.plumbline.mcp.tool.ToolSpec;
import dev.plumbline.sonarqube.answer.Next;
import dev.plumbline.sonarqube.answer.ScopeArguments;
import dev.plumbline.sonarqube.answer.Toolsets;
import dev.plumbline.sonarqube.answer.Window;
import dev.plumbline.sonarqube.answer.Wording;
import dev.plumbline.sonarqube.sonar.CommercialClient;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists the risks that come with a project's dependencies, where the server looks for them. */
public final class ListDependencyRisks
    implements Question<ListDependencyRisks.Input, ListDependencyRisks.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "list_dependency_risks",
          "Dependency risks",
          "Risks of a project's dependencies, on servers with Advanced Security.",
          Toolsets.ADMIN,
          Input.class,
          Output.class);

  private final SonarQube sonarQube;
  private final ScopeArguments scopes;

  public ListDependencyRisks(SonarQube sonarQube) {
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
    Optional<CommercialClient.RiskPage> found =
        sonarQube.commercial().dependencyRisks(scope, input.page, input.limit);
    if (found.isEmpty()) {
      String text =
          Wording.paragraphs(
              "**This server does not look for dependency risks**: that needs Advanced Security,"
                  + " licensed for commercial editions.",
              "find_security_issues shows the security issues of the code itself.",
              new Next(call).call("find_security_issues", scope).toString());
      return Answer.of(new Output(false, 0, List.of()), text);
    }
    CommercialClient.RiskPage page = found.get();
    Window window = new Window(input.page, input.limit);
    return call.fit(page.risks().size(), rows -> answer(scope, page, window, rows, call));
  }

  private static Answer<Output> answer(
      Scope scope, CommercialClient.RiskPage page, Window window, int rows, Call call) {
    Table table = new Table("Severity", "Type", "Dependency", "Vulnerability", "Status");
    List<CommercialClient.Risk> shown = page.risks().subList(0, rows);
    shown.forEach(it ->
        table.row(
            Untrusted.of(it.severity()).value(),
            Untrusted.of(it.type()).value(),
            it.dependency().inline(120) + " " + it.version().inline(60),
            it.vulnerability().isEmpty() ? "–" : it.vulnerability().inline(60),
            Untrusted.of(it.status()).value()));
    String text =
        Wording.paragraphs(
            "**%s** of %s."
                .formatted(Wording.count(page.total(), "dependency risk"), Next.title(scope)),
            table.isEmpty() ? "" : table.toString(),
            window.footer(rows, page.risks().size(), page.total()),
            new Next(call).call("find_security_issues", scope).toString(),
            Untrusted.LEGEND);
    List<Row> output =
        shown.stream()
            .map(it ->
                new Row(
                    Untrusted.of(it.severity()), it.dependency(), it.version(), it.vulnerability()))
            .toList();
    return Answer.of(new Output(true, page.total(), output), text);
  }

  /** A risk. */
  public record Row(
      Untrusted severity, Untrusted dependency, Untrusted version, Untrusted vulnerability) {}

  /** The arguments. */
  public record Input(
      @Nullable @Param(ScopeArguments.PROJECT) String projectKey,
      @Nullable @Param(ScopeArguments.BRANCH) String branch,
      @Nullable @Param(ScopeArguments.PULL_REQUEST) String pullRequest,
      @Param(value = "page", defaultValue = "1", min = 1, max = 1_000) int page,
      @Param(value = "rows a page", defaultValue = "20", min = 1, max = 100) int limit) {}

  /** The answer. */
  public record Output(boolean supported, long total, List<Row> risks) {}
}
