package dev.plumbline.gateway.cli;

import dev.plumbline.kernel.Failure;
import java.util.regex.Pattern;

/** Ids as parts of paths. */
final class Paths {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}");

  private Paths() {}

  /** An id that may stand in a path as it is. */
  static String segment(String id) {
    if (!ID.matcher(id).matches() || id.contains("..")) {
      throw new Failure.Misconfigured(
          "'" + id + "' is no id.",
          "Ids have letters, digits, '.', '_', ':', '/' and '-', a letter or digit first.");
    }
    return id;
  }
}
