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
      if (score <= Math.max(1, Math.max(wanted.length(), name.length()) / 3)) {
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

  /** The edit distance, in three rows; swapping two neighbours is one edit. */
  private static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        row[j] = Math.min(last[j - 1] + (same ? 0 : 1), Math.min(last[j], row[j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      beforeLast = last;
      last = row;
    }
    return last[b.length()];
  }
}
