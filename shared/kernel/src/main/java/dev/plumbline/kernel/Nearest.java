package dev.plumbline.kernel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the known names closest to a mistyped one. */
public final class Nearest {
  private Nearest() {}

  /**
   * Returns at most {@code count} of the names, closest first, leaving out those that have little
   * in common with {@code typed}.
   */
  public static List<String> to(String typed, Collection<String> names, int count) {
    String wanted = typed.toLowerCase(Locale.ROOT);
    record Scored(String name, int score) {}
    List<Scored> scored = new ArrayList<>();
    for (String name : names) {
      int score = score(wanted, name.toLowerCase(Locale.ROOT));
      if (score <= Math.max(wanted.length(), name.length()) / 2) {
        scored.add(new Scored(name, score));
      }
    }
    scored.sort(Comparator.comparingInt(Scored::score).thenComparing(Scored::name));
    return scored.stream().limit(count).map(Scored::name).toList();
  }

  /** Returns " Did you mean a, b?" or, with nothing close, an empty text. */
  public static String hint(String typed, Collection<String> names) {
    List<String> near = to(typed, names, 3);
    return near.isEmpty() ? "" : "Did you mean " + String.join(", ", near) + "?";
  }

  private static int score(String wanted, String name) {
    if (!wanted.isEmpty() && (name.contains(wanted) || wanted.contains(name))) {
      return wanted.equals(name) ? 0 : 1;
    }
    return distance(wanted, name);
  }

  /** The Levenshtein distance, in two rows. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(substituted, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
