package dev.plumbline.sonarqube.sonar;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Untrusted;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
    return read(rule, sections(rule, parameters));
  }

  /** Rules that a text, a language or a profile has, by name. */
  @SuppressWarnings("deprecation") // Servers before 9.8 tell the total nowhere else.
  public RulePage search(RuleQuery query) {
    Map<String, String> parameters = organized();
    put(parameters, "q", query.text());
    put(parameters, "languages", String.join(",", query.languages()));
    put(parameters, "tags", String.join(",", query.tags()));
    boolean mqr = server.mode() == Mode.MQR;
    query
        .quality()
        .ifPresent(quality ->
            parameters.put(
                mqr ? "impactSoftwareQualities" : "types", mqr ? quality.name() : quality.type()));
    put(
        parameters,
        mqr ? "impactSeverities" : "severities",
        query.severities().stream().map(Severity::name).collect(Collectors.joining(",")));
    query
        .profile()
        .ifPresent(profile -> {
          parameters.put("qprofile", profile);
          parameters.put("activation", "true");
        });
    parameters.put("f", "name,lang,langName,severity,sysTags,tags,cleanCodeAttribute");
    parameters.put("p", String.valueOf(query.page()));
    parameters.put("ps", String.valueOf(query.size()));
    Rules.SearchResponse answer =
        api.get("api/rules/search", Rules.SearchResponse.parser(), parameters);
    List<Rule> rules = answer.getRulesList().stream().map(rule -> read(rule, List.of())).toList();
    long total = answer.hasPaging() ? answer.getPaging().getTotal() : answer.getTotal();
    return new RulePage(rules, total);
  }

  private static Rule read(Rules.Rule rule, List<Rule.Section> sections) {
    return new Rule(
        rule.getKey(),
        Untrusted.ofMarkup(rule.getName()),
        rule.getLangName(),
        rule.getType().name(),
        Severity.read(rule.getSeverity()),
        IssueReader.impacts(rule.getImpacts().getImpactsList()),
        rule.getSysTags().getSysTagsList().stream().map(Untrusted::of).toList(),
        rule.getParams().getParamsList().stream()
            .map(it ->
                new Rule.Parameter(
                    it.getKey(),
                    Untrusted.of(it.getDefaultValue()),
                    Untrusted.ofHtml(it.getHtmlDesc())))
            .toList(),
        sections);
  }

  private static void put(Map<String, String> parameters, String name, String value) {
    if (!value.isEmpty()) {
      parameters.put(name, value);
    }
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
