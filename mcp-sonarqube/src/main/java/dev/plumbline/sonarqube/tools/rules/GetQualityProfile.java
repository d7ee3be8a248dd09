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
import dev.plumbline.sonarqube.answer.Next;
import dev.plumbline.sonarqube.answer.ScopeArguments;
import dev.plumbline.sonarqube.answer.Toolsets;
import dev.plumbline.sonarqube.answer.Wording;
import dev.plumbline.sonarqube.sonar.Keys;
import dev.plumbline.sonarqube.sonar.Measures;
import dev.plumbline.sonarqube.sonar.Profile;
import dev.plumbline.sonarqube.sonar.ProfileChange;
import dev.plumbline.sonarqube.sonar.ProfileComparison;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows which quality profiles a project uses, or one profile, its changes and its difference. */
public final class GetQualityProfile
    implements Question<GetQualityProfile.Input, GetQualityProfile.Output> {
  private static final int CHANGES = 10;
  private static final int RULES = 15;

  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "get_quality_profile",
          "Quality profile",
          "A project's quality profiles; with language one of them: its rules, latest changes and"
              + " difference to the built-in profile.",
          Toolsets.DETAILS,
          Input.class,
          Output.class);

  private final SonarQube sonarQube;
  private final ScopeArguments scopes;

  public GetQualityProfile(SonarQube sonarQube) {
    this.sonarQube = sonarQube;
    this.scopes = new ScopeArguments(sonarQube);
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    if (input.language == null) {
      if (input.profile != null) {
        throw new Failure.InvalidInput(
            "'profile' is given without 'language', and every language has its own.",
            "Give language too.");
      }
      Scope scope = scopes.resolve(input.projectKey, null, null);
      return ofProject(scope, call);
    }
    String language =
        IssueArguments.language(input.language.strip(), sonarQube.server().languages());
    List<Profile> ofLanguage = sonarQube.qualityProfiles().all(language);
    List<Profile> candidates =
        input.profile == null
            ? sonarQube.qualityProfiles().of(scopes.resolve(input.projectKey, null, null))
            : ofLanguage;
    return one(ProfileArguments.find(candidates, input.profile, language), ofLanguage, call);
  }

  private Answer<Output> ofProject(Scope scope, Call call) {
    Measures measures = sonarQube.measures().of(scope, List.of("ncloc_language_distribution"));
    String distribution = measures.text("ncloc_language_distribution").orElse("");
    List<String> used = new ArrayList<>();
    for (String part : distribution.split(";", -1)) {
      used.add(part.replaceAll("=.*", ""));
    }
    List<Profile> profiles =
        sonarQube.qualityProfiles().of(scope).stream()
            .filter(profile -> used.contains(profile.language()))
            .toList();
    Table table = new Table("Language", "Profile", "Rules:", "Parent", "Rules updated");
    profiles.forEach(profile ->
        table.row(
            profile.language(),
            profile.name().inline(100) + (profile.builtIn() ? ", built in" : ""),
            Wording.count(profile.activeRules()),
            profile.parent().isEmpty() ? "–" : profile.parent().inline(100),
            Wording.date(profile.rulesUpdated())));
    Next next = new Next(call);
    profiles.stream()
        .findFirst()
        .ifPresent(it -> next.call("get_quality_profile", scope, "language", it.language()));
    String text =
        Wording.paragraphs(
            "**%s** for the languages of %s:"
                .formatted(Wording.count(profiles.size(), "quality profile"), Next.title(scope)),
            table.isEmpty() ? "" : table.toString(),
            next.call("search_rules", Scope.all()).toString(),
            Untrusted.LEGEND);
    return Answer.of(new Output(profiles.stream().map(Row::of).toList(), null, null, null), text);
  }

  private Answer<Output> one(Profile profile, List<Profile> ofLanguage, Call call) {
    List<ProfileChange> changes = sonarQube.qualityProfiles().changes(profile, CHANGES);
    Optional<Profile> builtIn =
        ofLanguage.stream()
            .filter(it -> it.builtIn() && it.name().value().equals("Sonar way"))
            .filter(it -> !it.key().equals(profile.key()))
            .findFirst();
    Optional<ProfileComparison> comparison =
        builtIn.map(standard -> sonarQube.qualityProfiles().compare(profile, standard));
    return call.fit(RULES, rows -> one(profile, changes, comparison, rows, call));
  }

  private static Answer<Output> one(
      Profile profile,
      List<ProfileChange> changes,
      Optional<ProfileComparison> comparison,
      int rows,
      Call call) {
    String difference =
        comparison
            .map(it ->
                Wording.paragraphs(
                    "Against the built-in ‹Sonar way›: %d the same, %d only here, %d only there, %d with another severity or parameter."
                        .formatted(
                            it.same(),
                            it.onlyLeft().size(),
                            it.onlyRight().size(),
                            it.modified().size()),
                    rules("Only here", it.onlyLeft(), rows),
                    rules("Only in the built-in one", it.onlyRight(), rows),
                    rules("Modified", it.modified(), rows)))
            .orElse("");
    String text =
        Wording.paragraphs(
            "**%s** for %s: %s active%s%s%s."
                .formatted(
                    profile.name().inline(100),
                    profile.language(),
                    Wording.count(profile.activeRules(), "rule"),
                    profile.deprecatedRules() > 0
                        ? ", %d of them deprecated".formatted(profile.deprecatedRules())
                        : "",
                    profile.parent().isEmpty() ? "" : ", inherits " + profile.parent().inline(100),
                    profile.standard() ? ", the default" : ""),
            "Rules updated %s, last used %s."
                .formatted(Wording.date(profile.rulesUpdated()), Wording.date(profile.lastUsed())),
            difference,
            changes(changes.subList(0, Math.min(rows, changes.size()))),
            new Next(call)
                .call(
                    "search_rules",
                    Scope.all(),
                    "language",
                    profile.language(),
                    "profile",
                    profile.name().value())
                .toString(),
            Untrusted.LEGEND);
    return Answer.of(
        new Output(
            List.of(Row.of(profile)),
            comparison.map(it -> it.onlyLeft().size()).orElse(null),
            comparison.map(it -> it.onlyRight().size()).orElse(null),
            comparison.map(it -> it.modified().size()).orElse(null)),
        text);
  }

  private static String rules(String title, Map<String, Untrusted> rules, int rows) {
    if (rules.isEmpty() || rows == 0) {
      return "";
    }
    StringBuilder text = new StringBuilder(title).append(':');
    rules.entrySet().stream()
        .limit(rows)
        .forEach(rule ->
            text.append("\n- ")
                .append(Keys.show(rule.getKey()))
                .append(' ')
                .append(rule.getValue().inline(120)));
    if (rules.size() > rows) {
      text.append("\n- ").append(rules.size() - rows).append(" more");
    }
    return text.toString();
  }

  private static String changes(List<ProfileChange> changes) {
    if (changes.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("Latest changes:");
    for (ProfileChange change : changes) {
      text.append("\n- ")
          .append(Wording.date(change.when()))
          .append(' ')
          .append(Untrusted.of(change.action()).inline(30))
          .append(' ')
          .append(Keys.show(change.rule()))
          .append(' ')
          .append(change.ruleName().inline(120))
          .append(change.user().isEmpty() ? "" : " by " + change.user().inline(60));
    }
    return text.toString();
  }

  /** A profile. */
  public record Row(
      String language, Untrusted name, int activeRules, Untrusted parent, boolean builtIn) {
    static Row of(Profile profile) {
      return new Row(
          profile.language(),
          profile.name(),
          profile.activeRules(),
          profile.parent(),
          profile.builtIn());
    }
  }

  /** The arguments. */
  public record Input(
      @Nullable @Param(ScopeArguments.PROJECT) String projectKey,
      @Nullable @Param("key or name") String language,
      @Nullable @Param("a name, with language") String profile) {}

  /** The answer; the counts compare one profile with the built-in one. */
  public record Output(
      List<Row> profiles,
      @Nullable Integer onlyHere,
      @Nullable Integer onlyBuiltIn,
      @Nullable Integer modified) {}
}
