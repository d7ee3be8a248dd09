package dev.plumbline.sonarqube.sonar;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Untrusted;
import java.util.List;
import java.util.Map;
import org.sonarqube.ws.Rules;

/** Reads rules. Thread-safe. */
public final class RulesClient {
  private final Api api;
  private final ServerClient server;

  RulesClient(ServerClient server) {
    this.api = server.api();
    this.server = server;
  }

  /**
   * A rule with all sections of its description.
   *
   * @throws Failure.NotFound when the server has no such rule
   */
  public Rule show(String key) {
    if (!Keys.isRule(key)) {
      throw new Failure.InvalidInput(
          "%s is no rule key.".formatted(Untrusted.of(key).inline(80)),
          "A rule key looks like java:S3776.");
    }
    Map<String, String> parameters = organized();
    parameters.put("key", key);
    Rules.Rule rule = api.get("api/rules/show", Rules.ShowResponse.parser(), parameters).getRule();
    return new Rule(
        rule.getKey(),
        Untrusted.ofMarkup(rule.getName()),
        rule.getLangName(),
        rule.getType().name(),
        Severity.read(rule.getSeverity()),
        IssueReader.impacts(rule.getImpacts().getImpactsList()),
        List.copyOf(rule.getSysTags().getSysTagsList()).stream().map(Untrusted::of).toList(),
        sections(rule, parameters));
  }

  /** Whether the server has any rule of a type. */
  boolean any(String type) {
    Map<String, String> parameters = organized();
    parameters.put("types", type);
    parameters.put("ps", "1");
    return api.get("api/rules/search", Rules.SearchResponse.parser(), parameters).getRulesCount()
        > 0;
  }

  private Map<String, String> organized() {
    Map<String, String> parameters = Scope.all().parameters();
    server.organization().ifPresent(name -> parameters.put("organization", name));
    return parameters;
  }

  /** Servers before 9.5 have one description in HTML, which their binary answers name no more. */
  private List<Rule.Section> sections(Rules.Rule rule, Map<String, String> parameters) {
    if (rule.getDescriptionSections().getDescriptionSectionsCount() > 0) {
      return sections(rule);
    }
    String html = api.json("api/rules/show", parameters).path("rule").path("htmlDesc").asString("");
    return html.isEmpty()
        ? List.of()
        : List.of(new Rule.Section("default", "", Untrusted.of(""), html));
  }

  private static List<Rule.Section> sections(Rules.Rule rule) {
    return rule.getDescriptionSections().getDescriptionSectionsList().stream()
        .map(section ->
            new Rule.Section(
                section.getKey(),
                section.getContext().getKey(),
                Untrusted.of(section.getContext().getDisplayName()),
                section.getContent()))
        .toList();
  }
}
