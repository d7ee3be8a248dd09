package dev.plumbline.gateway.admin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The form of a path, such as {@code keys/{id}/rotate}; {@code {id...}} may hold slashes. */
final class PathForm {
  private static final Pattern NAME = Pattern.compile("\\{([a-z_]+)(\\.\\.\\.)?}");

  private final String text;
  private final Pattern pattern;
  private final List<String> names = new ArrayList<>();

  PathForm(String text) {
    this.text = text;
    StringBuilder regex = new StringBuilder();
    Matcher name = NAME.matcher(text);
    int end = 0;
    while (name.find()) {
      regex.append(Pattern.quote(text.substring(end, name.start())));
      regex.append(name.group(2) == null ? "([^/]+)" : "(.+)");
      names.add(name.group(1));
      end = name.end();
    }
    this.pattern = Pattern.compile(regex + Pattern.quote(text.substring(end)));
  }

  /** As OpenAPI writes it. */
  String template() {
    return text.replace("...}", "}");
  }

  /** The names of its variable parts. */
  List<String> names() {
    return List.copyOf(names);
  }

  /** The values of its variable parts; empty when a path has another form. */
  Optional<Map<String, String>> match(String path) {
    Matcher match = pattern.matcher(path);
    if (!match.matches()) {
      return Optional.empty();
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      values.put(names.get(i), match.group(i + 1));
    }
    return Optional.of(values);
  }
}
