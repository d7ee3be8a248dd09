package dev.plumbline.sonarqube.tools.issues;

import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.sonarqube.answer.IssueArguments;
import dev.plumbline.sonarqube.sonar.Keys;
import dev.plumbline.sonarqube.sonar.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A filter of issues in words, for a heading. */
final class FilterWords {
  private final List<String> words = new ArrayList<>();

  private FilterWords() {}

  /** Such as {@code (security, HIGH or worse, new code)}; empty without a filter. */
  static String of(IssueArguments given, Mode mode) {
    FilterWords text = new FilterWords();
    if (given.type() != null) {
      String word =
          mode == Mode.MQR ? given.type().quality().name() : given.type().quality().type();
      text.words.add(word.toLowerCase(Locale.ROOT).replace('_', ' '));
    }
    if (given.severity() != null) {
      text.words.add(given.severity().in(mode) + " or worse");
    }
    if (given.statuses() != null) {
      text.words.add(given.statuses().stream().map(Enum::name).collect(Collectors.joining(" or ")));
    }
    text.keys("rule", given.rules());
    text.foreign("file", given.file());
    text.foreign("assignee", given.assignee());
    text.foreign("author", given.author());
    text.foreign("tag", given.tags() == null ? null : String.join(" or ", given.tags()));
    text.foreign(
        "language", given.languages() == null ? null : String.join(" or ", given.languages()));
    if (given.createdFrom() != null) {
      text.words.add("created from " + given.createdFrom());
    }
    if (given.createdTo() != null) {
      text.words.add("created to " + given.createdTo());
    }
    if (given.newCode()) {
      text.words.add("new code");
    }
    return text.words.isEmpty() ? "" : " (" + String.join(", ", text.words) + ")";
  }

  private void keys(String what, @Nullable List<String> keys) {
    if (keys != null) {
      words.add(what + " " + keys.stream().map(Keys::show).collect(Collectors.joining(" or ")));
    }
  }

  private void foreign(String what, @Nullable String value) {
    if (value != null) {
      words.add(what + " " + Untrusted.of(value).inline(120));
    }
  }
}
