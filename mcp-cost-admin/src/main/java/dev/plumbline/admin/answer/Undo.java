package dev.plumbline.admin.answer;

import dev.plumbline.mcp.text.Untrusted;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The calls that make a change undone, written out so that an agent can repeat them. */
public final class Undo {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.:/@*#|+-]{0,400}");

  private final List<String> calls = new ArrayList<>();

  /** Adds a call with its arguments as name and value in turn; without those that are null. */
  public Undo call(String tool, @Nullable Object... arguments) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < arguments.length; i += 2) {
      Object value = arguments[i + 1];
      if (value != null) {
        texts.add(arguments[i] + "=" + written(value));
      }
    }
    calls.add("`" + tool + "(" + String.join(", ", texts) + ")`");
    return this;
  }

  private static String written(Object value) {
    return switch (value) {
      case BigDecimal amount -> amount.stripTrailingZeros().toPlainString();
      case Number number -> number.toString();
      case Boolean flag -> flag.toString();
      case List<?> list ->
          list.stream().map(Undo::written).collect(Collectors.joining(", ", "[", "]"));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry -> written(entry.getKey()) + ": " + written(entry.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      default -> quoted(value.toString());
    };
  }

  private static String quoted(String text) {
    return PLAIN.matcher(text).matches() ? '"' + text + '"' : Untrusted.of(text).inline(200);
  }

  /** A sentence, or a list of calls to be made in that order. */
  @Override
  public String toString() {
    return calls.size() == 1
        ? "Undo: " + calls.getFirst() + "."
        : "Undo:\n- " + String.join("\n- ", calls);
  }
}
