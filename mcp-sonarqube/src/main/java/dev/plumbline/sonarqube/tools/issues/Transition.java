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
  ACCEPT("accept,wontfix", "ACCEPTED,WONTFIX"),
  @JsonProperty("false_positive")
  FALSE_POSITIVE("falsepositive", "FALSE_POSITIVE,FALSE-POSITIVE"),
  @JsonProperty("confirm")
  CONFIRM("confirm", "CONFIRMED"),
  @JsonProperty("resolve")
  RESOLVE("resolve", "FIXED"),
  @JsonProperty("reopen")
  REOPEN("reopen,unconfirm", "OPEN,REOPENED");

  private final String names;
  private final String outcomes;

  Transition(String names, String outcomes) {
    this.names = names;
    this.outcomes = outcomes;
  }

  /** Whether the issue is where this leads to. */
  boolean isDone(Issue issue) {
    return words(outcomes).contains(issue.status());
  }

  /** The server's own name for it, if the issue allows it. */
  Optional<String> of(Issue issue) {
    return words(names).stream().filter(issue.transitions()::contains).findFirst();
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
    return words(outcomes).getFirst();
  }

  private static List<String> words(String list) {
    return List.of(list.split(",", -1));
  }
}
