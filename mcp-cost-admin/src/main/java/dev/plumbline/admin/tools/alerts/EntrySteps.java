package dev.plumbline.admin.tools.alerts;

import dev.plumbline.admin.rules.Differences;
import dev.plumbline.control.Entry;
import dev.plumbline.control.json.EntryJson;
import dev.plumbline.mcp.text.Untrusted;
import java.util.List;
import java.util.stream.Collectors;

/** What differs between two versions of an entry, for people. */
final class EntrySteps {
  private static final int LONGEST = 200;

  private EntrySteps() {}

  /** Each difference, such as {@code threshold: 100 → 50}. */
  static List<String> of(Entry before, Entry after) {
    return Differences.of(EntryJson.shown(before).toString(), EntryJson.shown(after).toString())
        .stream()
        .map(step -> "%s: %s → %s".formatted(step.field(), shown(step.from()), shown(step.to())))
        .toList();
  }

  /** As a list. */
  static String list(List<String> steps) {
    return steps.stream().map(step -> "- " + step).collect(Collectors.joining("\n"));
  }

  private static String shown(String value) {
    if (value.isEmpty()) {
      return "–";
    }
    return value.matches("[A-Za-z0-9._:/+*-]{1,60}") ? value : Untrusted.of(value).inline(LONGEST);
  }
}
