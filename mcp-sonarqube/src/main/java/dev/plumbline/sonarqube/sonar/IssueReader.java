package dev.plumbline.sonarqube.sonar;

import dev.plumbline.mcp.text.Untrusted;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sonarqube.ws.Common;
import org.sonarqube.ws.Issues;

/** Reads an answer of the issue search. */
final class IssueReader {
  private final Map<String, Issues.Component> components = new HashMap<>();
  private final Map<String, Untrusted> ruleNames = new HashMap<>();

  private IssueReader(Issues.SearchWsResponse answer) {
    answer.getComponentsList().forEach(component -> components.put(component.getKey(), component));
    answer
        .getRules()
        .getRulesList()
        .forEach(rule -> ruleNames.put(rule.getKey(), Untrusted.ofMarkup(rule.getName())));
  }

  static IssuePage page(Issues.SearchWsResponse answer) {
    IssueReader reader = new IssueReader(answer);
    List<Issue> issues = answer.getIssuesList().stream().map(reader::issue).toList();
    return new IssuePage(
        issues,
        answer.getPaging().getTotal(),
        answer.getEffortTotal(),
        facets(answer.getFacets()),
        reader.ruleNames);
  }

  static Map<String, Map<String, Long>> facets(Common.Facets given) {
    Map<String, Map<String, Long>> facets = new LinkedHashMap<>();
    for (Common.Facet facet : given.getFacetsList()) {
      Map<String, Long> counts = new LinkedHashMap<>();
      facet.getValuesList().forEach(value -> counts.put(value.getVal(), value.getCount()));
      facets.put(facet.getProperty(), counts);
    }
    return facets;
  }

  static Map<SoftwareQuality, Severity> impacts(List<Common.Impact> given) {
    Map<SoftwareQuality, Severity> impacts = new EnumMap<>(SoftwareQuality.class);
    for (Common.Impact impact : given) {
      String severity = impact.getSeverity().name().replace("ImpactSeverity_", "");
      for (SoftwareQuality quality : SoftwareQuality.values()) {
        if (quality.name().equals(impact.getSoftwareQuality().name())) {
          impacts.put(quality, Severity.read(severity));
        }
      }
    }
    return impacts;
  }

  static Optional<TextRange> range(boolean present, Common.TextRange range) {
    return present
        ? Optional.of(
            new TextRange(
                range.getStartLine(),
                range.getEndLine(),
                range.getStartOffset(),
                range.getEndOffset()))
        : Optional.empty();
  }

  private Issue issue(Issues.Issue issue) {
    return new Issue(
        issue.getKey(),
        issue.getRule(),
        ruleNames.getOrDefault(issue.getRule(), Untrusted.of("")),
        Severity.read(issue.getSeverity().name()),
        impacts(issue.getImpactsList()),
        issue.getType().name(),
        issue.getProject(),
        issue.getComponent(),
        path(issue.getComponent()),
        issue.getLine(),
        range(issue.hasTextRange(), issue.getTextRange()),
        Untrusted.ofMarkup(issue.getMessage()),
        Times.minutes(issue.getEffort()),
        status(issue),
        Untrusted.of(issue.getAuthor()),
        Untrusted.of(issue.getAssignee()),
        issue.getTagsList().stream().map(Untrusted::of).toList(),
        Times.instant(issue.getCreationDate()),
        Times.instant(issue.getUpdateDate()),
        Times.instant(issue.getCloseDate()),
        Optional.of(issue.getBranch()).filter(name -> !name.isEmpty()),
        Optional.of(issue.getPullRequest()).filter(key -> !key.isEmpty()),
        issue.getFlowsList().stream().map(this::flow).toList(),
        List.copyOf(issue.getTransitions().getTransitionsList()),
        comments(issue),
        issue.getQuickFixAvailable(),
        issue.getRuleDescriptionContextKey());
  }

  /** Older servers tell how an issue ended in a resolution of its own. */
  private static String status(Issues.Issue issue) {
    if (issue.hasIssueStatus()) {
      return issue.getIssueStatus();
    }
    return issue.getResolution().isEmpty() ? issue.getStatus() : issue.getResolution();
  }

  private Flow flow(Common.Flow flow) {
    List<Flow.Location> locations = new ArrayList<>();
    for (Common.Location location : flow.getLocationsList()) {
      locations.add(
          new Flow.Location(
              location.getComponent(),
              path(location.getComponent()),
              range(location.hasTextRange(), location.getTextRange()),
              Untrusted.ofMarkup(location.getMsg())));
    }
    return new Flow(
        flow.hasType() ? flow.getType().name() : "",
        Untrusted.ofMarkup(flow.getDescription()),
        locations);
  }

  private static List<Issue.Comment> comments(Issues.Issue issue) {
    return issue.getComments().getCommentsList().stream()
        .map(comment ->
            new Issue.Comment(
                Untrusted.of(comment.getLogin()),
                comment.hasMarkdown()
                    ? Untrusted.ofMarkup(comment.getMarkdown())
                    : Untrusted.ofHtml(comment.getHtmlText()),
                Times.instant(comment.getCreatedAt())))
        .toList();
  }

  private Untrusted path(String componentKey) {
    Issues.Component component = components.get(componentKey);
    if (component == null) {
      return Untrusted.of(componentKey.substring(componentKey.lastIndexOf(':') + 1));
    }
    return Untrusted.of(component.hasPath() ? component.getPath() : component.getLongName());
  }
}
