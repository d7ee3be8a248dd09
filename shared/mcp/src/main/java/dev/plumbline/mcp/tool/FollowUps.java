package dev.plumbline.mcp.tool;

import dev.plumbline.mcp.text.Untrusted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The calls that most likely come next, filled in, for an agent to choose from. */
public final class FollowUps {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.:/@*#-]{1,400}");

  private final List<String> calls = new ArrayList<>();
  private final Call caller;

  /**
   * @param caller who would make them; calls that it is not offered are left out
   */
  public FollowUps(Call caller) {
    this.caller = caller;
  }

  /**
   * Adds a call with its arguments as name and value in turn; those whose value is null are not.
   */
  public FollowUps call(String tool, @Nullable Object... arguments) {
    if (!caller.offers(tool)) {
      return this;
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < arguments.length; i += 2) {
      Object value = arguments[i + 1];
      if (value != null) {
        texts.add(arguments[i] + "=" + written(value));
      }
    }
    calls.add("- `" + tool + "(" + String.join(", ", texts) + ")`");
    return this;
  }

  private static String written(Object value) {
    return switch (value) {
      case String text -> quoted(text);
      case List<?> list ->
          list.stream()
              .map(item -> quoted(String.valueOf(item)))
              .collect(Collectors.joining(", ", "[", "]"));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry -> entry.getKey() + ": " + quoted(String.valueOf(entry.getValue())))
              .collect(Collectors.joining(", ", "{", "}"));
      default -> value.toString();
    };
  }

  private static String quoted(String text) {
    return PLAIN.matcher(text).matches() ? '"' + text + '"' : Untrusted.of(text).inline(120);
  }

  @Override
  public String toString() {
    return calls.isEmpty() ? "" : "Next:\n" + String.join("\n", calls);
  }
}
