package dev.plumbline.sonarqube.tools.issues;

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
import dev.plumbline.sonarqube.sonar.Hotspot;
import dev.plumbline.sonarqube.sonar.HotspotPage;
import dev.plumbline.sonarqube.sonar.IssueFilter;
import dev.plumbline.sonarqube.sonar.IssuePage;
import dev.plumbline.sonarqube.sonar.IssueQuery;
import dev.plumbline.sonarqube.sonar.Keys;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lists security hotspots, or says where they went. */
public final class GetSecurityHotspots
    implements Question<GetSecurityHotspots.Input, GetSecurityHotspots.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "get_security_hotspots",
          "Security hotspots",
          "Security-sensitive code that a person must review, most likely vulnerabilities first:"
              + " category, place, message, author.",
          Toolsets.QUALITY,
          Input.class,
          Output.class);

  private final SonarQube sonarQube;
  private final ScopeArguments scopes;

  public GetSecurityHotspots(SonarQube sonarQube) {
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
    if (!sonarQube.hotspots().supported()) {
      return unsupported(scope, call);
    }
    Window window = new Window(input.page, input.limit);
    HotspotPage page =
        sonarQube
            .hotspots()
            .search(
                scope,
                input.status.reviewed(),
                input.status.resolution(),
                window.reachable() ? input.page : 1,
                window.reachable() ? input.limit : 1);
    List<Hotspot> hotspots = window.reachable() ? page.hotspots() : List.of();
    return call.fit(
        hotspots.size(),
        rows -> answer(scope, input.status, window, hotspots, page.total(), rows, call));
  }

  private static Answer<Output> answer(
      Scope scope,
      Status status,
      Window window,
      List<Hotspot> hotspots,
      long total,
      int rows,
      Call call) {
    List<Hotspot> shown = hotspots.subList(0, rows);
    Table table =
        new Table("Priority", "Category", "Where", "Message", "Author", "Rule", "Hotspot");
    for (Hotspot hotspot : shown) {
      table.row(
          hotspot.probability(),
          hotspot.category().replace('-', ' '),
          hotspot.path().inline(160) + (hotspot.line() > 0 ? ":" + hotspot.line() : ""),
          hotspot.message().inline(160),
          hotspot.author().isEmpty() ? "–" : hotspot.author().inline(60),
          Keys.show(hotspot.rule()),
          Keys.isIssue(hotspot.key()) ? hotspot.key() : Untrusted.of(hotspot.key()).inline(50));
    }
    String text =
        Wording.paragraphs(
            "**%s** with status %s in %s."
                .formatted(Wording.count(total, "security hotspot"), status, Next.title(scope)),
            table.isEmpty() ? "" : table.toString(),
            window.footer(rows, hotspots.size(), total),
            new Next(call)
                .call("find_security_issues", scope)
                .call("get_project_quality", scope)
                .toString(),
            Untrusted.LEGEND);
    Output output =
        new Output(scope.key(), true, total, null, shown.stream().map(Row::of).toList());
    return Answer.of(output, text);
  }

  /** Since 26.x the former hotspot rules raise issues, which carry a tag. */
  private Answer<Output> unsupported(Scope scope, Call call) {
    IssueFilter former = IssueFilter.any().tagged(List.of("former-hotspot"));
    IssuePage found =
        sonarQube
            .issues()
            .search(IssueQuery.of(scope, former).counting(List.of("rules")).page(1, 1));
    Map<String, Long> rules = found.facet("rules");
    String which =
        rules.entrySet().stream()
            .limit(5)
            .map(entry -> Keys.show(entry.getKey()) + " (" + entry.getValue() + ")")
            .collect(Collectors.joining(", "));
    String text =
        """
        This server (SonarQube %s) has no security hotspot rules, so %s has no hotspots: its \
        former hotspot rules report security issues instead, tagged former-hotspot. \
        **%s open** in this project%s.

        %s

        %s\
        """
            .formatted(
                sonarQube.server().version().text(),
                Next.title(scope),
                Wording.count(found.total()),
                which.isEmpty() ? "" : ": " + which,
                new Next(call)
                    .call("find_security_issues", scope, "severity", "LOW")
                    .call("get_project_quality", scope),
                Untrusted.LEGEND);
    return Answer.of(new Output(scope.key(), false, 0, found.total(), List.of()), text);
  }

  /** Where a hotspot is in its review. */
  public enum Status {
    TO_REVIEW,
    ACKNOWLEDGED,
    FIXED,
    SAFE;

    String reviewed() {
      return this == TO_REVIEW ? "TO_REVIEW" : "REVIEWED";
    }

    Optional<String> resolution() {
      return this == TO_REVIEW ? Optional.empty() : Optional.of(name());
    }
  }

  /** A hotspot as a row. */
  public record Row(
      String key,
      String priority,
      String category,
      String rule,
      @Param("path:line") Untrusted where,
      Untrusted message) {
    static Row of(Hotspot hotspot) {
      return new Row(
          hotspot.key(),
          hotspot.probability(),
          hotspot.category(),
          hotspot.rule(),
          Untrusted.of(hotspot.path().value() + (hotspot.line() > 0 ? ":" + hotspot.line() : "")),
          hotspot.message());
    }
  }

  /** The arguments. */
  public record Input(
      @Nullable @Param(ScopeArguments.PROJECT) String projectKey,
      @Param(value = "review status", defaultValue = "TO_REVIEW") Status status,
      @Nullable @Param(ScopeArguments.BRANCH) String branch,
      @Nullable @Param(ScopeArguments.PULL_REQUEST) String pullRequest,
      @Param(value = "page", defaultValue = "1", min = 1, max = 10_000) int page,
      @Param(value = "rows", defaultValue = "20", min = 1, max = 100) int limit) {}

  /** The answer. */
  public record Output(
      String project,
      boolean supported,
      long total,
      @Nullable Long formerHotspotIssues,
      List<Row> hotspots) {}
}
