package dev.plumbline.usage.price.terms;

import java.util.Arrays;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A name, or a part of it with {@code *} for the rest; upper and lower case are the same.
 *
 * @param text as written
 */
public record NamePattern(String text, Pattern pattern) {
  /** Every name. */
  public static final NamePattern ANY = of("*");

  /** The pattern of a text such as {@code claude-*}. */
  public static NamePattern of(String text) {
    String regex =
        Arrays.stream(Situation.lower(text).split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return new NamePattern(text, Pattern.compile(regex));
  }

  /** Whether it means one name only. */
  public boolean exact() {
    return text.indexOf('*') < 0;
  }

  /** Whether one of the names, in lower case, is meant. */
  public boolean matches(Collection<String> names) {
    return names.stream().anyMatch(name -> pattern.matcher(name).matches());
  }
}
