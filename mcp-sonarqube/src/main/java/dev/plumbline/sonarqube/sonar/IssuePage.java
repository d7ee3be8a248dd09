package dev.plumbline.sonarqube.sonar;

import dev.plumbline.mcp.text.Untrusted;
import java.util.List;
import java.util.Map;

/**
 * Issues found.
 *
 * @param total how many there are, of which SonarQube shows the first 10,000 only
 * @param effortMinutes the effort of all of them
 * @param facets counts by facet and value, largest first
 * @param ruleNames names of the rules in issues and facets
 */
public record IssuePage(
    List<Issue> issues,
    long total,
    long effortMinutes,
    Map<String, Map<String, Long>> facets,
    Map<String, Untrusted> ruleNames) {
  /** SonarQube's search shows no more rows than this. */
  public static final int REACHABLE = 10_000;

  /** The counts of a facet; empty if it was not asked for. */
  public Map<String, Long> facet(String name) {
    return facets.getOrDefault(name, Map.of());
  }

  IssuePage with(List<Issue> rows) {
    return new IssuePage(rows, total, effortMinutes, facets, ruleNames);
  }
}
