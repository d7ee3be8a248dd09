package dev.plumbline.admin.world;

import dev.plumbline.testkit.Pointer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Puts what only a running company knows where a text has {@code ${id:NAME}} or {@code
 * ${secret:NAME}} of a key, {@code ${secret}} as the answer before showed it, or {@code
 * ${/pointer}} into that answer.
 */
public final class Filled {
  private static final Pattern HOLE = Pattern.compile("\\$\\{([^}]+)}");
  private static final Pattern SECRET = Pattern.compile("pl-[A-Za-z0-9]{12}-[A-Za-z0-9]{48}");

  private final Company company;
  private JsonNode answer = MissingNode.getInstance();
  private @Nullable String secret;

  public Filled(Company company) {
    this.company = company;
  }

  /** Remembers an answer for what comes after. */
  public void answer(JsonNode structured, String text) {
    answer = structured;
    Matcher shown = SECRET.matcher(text);
    secret = shown.find() ? shown.group() : secret;
  }

  /** A text with its holes filled. */
  public String text(String text) {
    return HOLE.matcher(text).replaceAll(hole -> Matcher.quoteReplacement(value(hole.group(1))));
  }

  /** Arguments with all their holes filled. */
  public Map<String, Object> in(@Nullable Map<String, Object> given) {
    Map<String, Object> all = new LinkedHashMap<>();
    if (given != null) {
      given.forEach((name, value) -> all.put(name, any(value)));
    }
    return all;
  }

  private Object any(Object value) {
    return switch (value) {
      case String text -> text(text);
      case List<?> list -> list.stream().map(this::any).toList();
      case Map<?, ?> map -> {
        Map<String, Object> filled = new LinkedHashMap<>();
        map.forEach((name, one) -> filled.put(String.valueOf(name), any(one)));
        yield filled;
      }
      default -> value;
    };
  }

  private String value(String hole) {
    if (hole.startsWith("/")) {
      return new Pointer(hole).in(answer).asString();
    }
    String found =
        hole.equals("secret")
            ? secret
            : hole.startsWith("id:")
                ? company.ids().get(hole.substring(3))
                : hole.startsWith("secret:") ? company.secrets().get(hole.substring(7)) : null;
    if (found == null) {
      throw new AssertionError("nothing is known as ${" + hole + "}");
    }
    return found;
  }
}
