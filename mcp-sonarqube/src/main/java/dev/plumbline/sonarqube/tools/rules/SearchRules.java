package dev.plumbline.sonarqube.tools.rules;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Table;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Question;
import dev.plumbline.mcp.tool.ToolSpec;
import dev.plumbline.sonarqube.answer.IssueArguments;
import dev.plumbline.sonarqube.answer.IssueKind;
import dev.plumbline.sonarqube.answer.Next;
import dev.plumbline.sonarqube.answer.ScopeArguments;
import dev.plumbline.sonarqube.answer.Toolsets;
import dev.plumbline.sonarqube.answer.Window;
import dev.plumbline.sonarqube.answer.Wording;
import dev.plumbline.sonarqube.sonar.Keys;
import dev.plumbline.sonarqube.sonar.Mode;
import dev.plumbline.sonarqube.sonar.Profile;
import dev.plumbline.sonarqube.sonar.Rule;
import dev.plumbline.sonarqube.sonar.RulePage;
import dev.plumbline.sonarqube.sonar.RuleQuery;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.Severity;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds rules by what they are about. */
public final class SearchRules implements Question<SearchRules.Input, SearchRules.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "search_rules",
          "Search rules",
          "Rules by text, language, kind, severity or tag; or those active in a profile or for a"
              + " project's language.",
          Toolsets.DETAILS,
          Input.class,
          Output.class);

  private final SonarQube sonarQube;
  private final ScopeArguments scopes;

  public SearchRules(SonarQube sonarQube) {
    this.sonarQube = sonarQube;
    this.scopes = new ScopeArguments(sonarQube);
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    Window window = new Window(input.page, input.limit);
    Mode mode = sonarQube.server().mode();
    String language =
        input.language == null
            ? ""
            : IssueArguments.language(input.language.strip(), sonarQube.server().languages());
    RuleQuery query =
        new RuleQuery(
            input.query == null ? "" : input.query.strip(),
            language.isEmpty() ? List.of() : List.of(language),
            Optional.ofNullable(input.type).map(IssueKind::quality),
            input.severity == null ? List.of() : input.severity.andWorse(mode),
            input.tags == null ? List.of() : input.tags,
            profile(input, language),
            input.page,
            input.limit);
    if (!window.reachable()) {
      throw new Failure.InvalidInput(
          "Page %d lies beyond the first 10,000 rules.".formatted(input.page),
          "Narrow the search.");
    }
    RulePage page = sonarQube.rules().search(query);
    return call.fit(page.rules().size(), rows -> answer(page, window, mode, rows, call));
  }

  private Optional<String> profile(Input input, String language) {
    if (input.profile == null && input.projectKey == null) {
      return Optional.empty();
    }
    if (language.isEmpty()) {
      throw new Failure.InvalidInput(
          "'profile' or 'project_key' is given without 'language', and a profile has one.",
          "Give language too.");
    }
    List<Profile> profiles =
        input.profile == null
            ? sonarQube.qualityProfiles().of(scopes.resolve(input.projectKey, null, null))
            : sonarQube.qualityProfiles().all(language);
    return Optional.of(ProfileArguments.find(profiles, input.profile, language).key());
  }

  private static Answer<Output> answer(
      RulePage page, Window window, Mode mode, int rows, Call call) {
    Table table = new Table("Rule", "Name", "Language", "Severity", "Tags");
    List<Rule> shown = page.rules().subList(0, rows);
    for (Rule rule : shown) {
      String tags = rule.tags().stream().map(Untrusted::value).collect(Collectors.joining(" "));
      table.row(
          Keys.show(rule.key()),
          rule.name().inline(140),
          Untrusted.of(rule.language()).inline(40),
          severity(rule, mode),
          tags.isEmpty() ? "–" : Untrusted.of(tags).inline(80));
    }
    Next next = new Next(call);
    if (!shown.isEmpty()) {
      next.call("get_rule", Scope.all(), "rule", shown.getFirst().key());
      next.call("search_issues", Scope.all(), "rules", List.of(shown.getFirst().key()));
    }
    String text =
        Wording.paragraphs(
            "**%s**:".formatted(Wording.count(page.total(), "rule")),
            table.isEmpty() ? "" : table.toString(),
            window.footer(rows, page.rules().size(), page.total()),
            next.toString(),
            Untrusted.LEGEND);
    List<Row> output =
        shown.stream()
            .map(rule -> new Row(rule.key(), rule.name(), rule.language(), severity(rule, mode)))
            .toList();
    return Answer.of(new Output(page.total(), output), text);
  }

  static String severity(Rule rule, Mode mode) {
    if (mode == Mode.STANDARD || rule.impacts().isEmpty()) {
      return rule.severity() + " " + rule.type().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
    return rule.impacts().entrySet().stream()
        .map(it -> it.getValue() + " " + it.getKey().name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  /** A rule. */
  public record Row(String rule, Untrusted name, String language, String severity) {}

  /** The arguments. */
  public record Input(
      @Nullable @Param("in name, key or description") String query,
      @Nullable @Param("key or name") String language,
      @Nullable @Param("what is protected") IssueKind type,
      @Nullable @Param("and worse") Severity severity,
      @Nullable @Param("any of these") List<String> tags,
      @Nullable @Param("active in this one") String profile,
      @Nullable @Param("active for this one") String projectKey,
      @Param(value = "page", defaultValue = "1", min = 1, max = 10_000) int page,
      @Param(value = "rows a page", defaultValue = "20", min = 1, max = 100) int limit) {}

  /** The answer. */
  public record Output(long total, List<Row> rules) {}
}
