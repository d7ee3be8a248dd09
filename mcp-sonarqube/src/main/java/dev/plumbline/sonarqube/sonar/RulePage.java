package dev.plumbline.sonarqube.sonar;

import java.util.List;

/** A page of rules, without the sections of their descriptions. */
public record RulePage(List<Rule> rules, long total) {
  public RulePage {
    rules = List.copyOf(rules);
  }
}
