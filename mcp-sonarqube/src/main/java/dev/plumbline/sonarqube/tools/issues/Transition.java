package dev.plumbline.sonarqube.tools.issues;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.plumbline.sonarqube.sonar.Issue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be decided about an issue. */
public enum Transition {
  @JsonProperty("accept")
  ACCEPT(List.of("accept", "wontfix"), List.of("ACCEPTED", "WONTFIX")),
  @JsonProperty("false_positive")
  FALSE_POSITIVE(List.of("falsepositive"), List.of("FALSE_POSITIVE", "FALSE-POSITIVE")),
  @JsonProperty("confirm")
  CONFIRM(List.of("confirm"), List.of("CONFIRMED")),
  @JsonProperty("resolve")
  RESOLVE(List.of("resolve"), List.of("FIXED")),
  @JsonProperty("reopen")
  REOPEN(List.of("reopen", "unconfirm"), List.of("OPEN", "REOPENED"));

  private final List<String> names;
  private final List<String> outcomes;

  Transition(List<String> names, List<String> outcomes) {
    this.names = names;
    this.outcomes = outcomes;
  }

  /** Whether the issue is where this leads to. */
  boolean isDone(Issue issue) {
    return outcomes.contains(issue.status());
  }

  /** The server's own name for it, if the issue allows it. */
  Optional<String> of(Issue issue) {
    return names.stream().filter(issue.transitions()::contains).findFirst();
  }

  /** The first one that the issue allows, as an argument; null for none. */
  static @Nullable String first(Issue issue) {
    for (Transition transition : values()) {
      if (transition.of(issue).isPresent() && !transition.isDone(issue)) {
        return transition.name().toLowerCase(Locale.ROOT);
      }
    }
    return null;
  }

  /** The status it leads to. */
  String outcome() {
    return outcomes.getFirst();
  }
}
