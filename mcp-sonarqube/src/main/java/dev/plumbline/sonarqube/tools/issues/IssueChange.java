package dev.plumbline.sonarqube.tools.issues;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.sonarqube.sonar.Issue;
import dev.plumbline.sonarqube.sonar.IssueChangesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of one issue; null for what stays.
 *
 * @param transition the server's name of it
 * @param outcome the status that it leads to
 * @param assignee empty for nobody
 */
record IssueChange(
    Issue issue,
    @Nullable String transition,
    @Nullable String outcome,
    @Nullable String assignee,
    @Nullable List<String> tags,
    @Nullable String comment) {

  /**
   * What a wish means for an issue.
   *
   * @throws Failure.InvalidInput when the issue does not allow it
   */
  static IssueChange of(Issue issue, Wish wish) {
    Transition wanted = wish.transition;
    String transition = null;
    if (wanted != null && !wanted.isDone(issue)) {
      transition =
          wanted
              .of(issue)
              .orElseThrow(() ->
                  new Failure.InvalidInput(
                      "It is %s and allows %s."
                          .formatted(
                              issue.status(),
                              issue.transitions().isEmpty()
                                  ? "this token's user no transition"
                                  : "only " + String.join(", ", issue.transitions())),
                      ""));
    }
    boolean same = Objects.equals(wish.assignee, issue.assignee().value());
    return new IssueChange(
        issue,
        transition,
        transition == null || wanted == null ? null : wanted.outcome(),
        same ? null : wish.assignee,
        tags(issue, wish),
        wish.comment);
  }

  private static @Nullable List<String> tags(Issue issue, Wish wish) {
    TreeSet<String> before = new TreeSet<>();
    issue.tags().forEach(tag -> before.add(tag.value()));
    TreeSet<String> after = new TreeSet<>(before);
    after.addAll(wish.addTags);
    wish.removeTags.forEach(after::remove);
    return after.equals(before) ? null : List.copyOf(after);
  }

  boolean isNothing() {
    return transition == null && assignee == null && tags == null && comment == null;
  }

  /** From what to what. */
  String words() {
    List<String> words = new ArrayList<>();
    if (outcome != null) {
      words.add("status %s → %s".formatted(issue.status(), outcome));
    }
    if (assignee != null) {
      words.add("assignee %s → %s".formatted(shown(issue.assignee().value()), shown(assignee)));
    }
    if (tags != null) {
      List<String> before = issue.tags().stream().map(Untrusted::value).toList();
      words.add(
          "tags %s → %s".formatted(shown(String.join(" ", before)), shown(String.join(" ", tags))));
    }
    if (comment != null) {
      words.add("a comment");
    }
    return String.join(", ", words);
  }

  void make(IssueChangesClient server) {
    if (assignee != null) {
      server.assign(issue.key(), assignee);
    }
    if (tags != null) {
      server.setTags(issue.key(), tags);
    }
    if (comment != null) {
      server.comment(issue.key(), comment);
    }
    if (transition != null) {
      server.transition(issue.key(), transition);
    }
  }

  private static String shown(String value) {
    return value.isEmpty() ? "–" : Untrusted.of(value).inline(80);
  }

  /** What a caller wants of every issue. */
  record Wish(
      @Nullable Transition transition,
      @Nullable String assignee,
      List<String> addTags,
      List<String> removeTags,
      @Nullable String comment) {
    boolean isNothing() {
      return transition == null
          && assignee == null
          && addTags.isEmpty()
          && removeTags.isEmpty()
          && comment == null;
    }
  }
}
