package dev.plumbline.admin.setup.yaml;

import java.util.HashMap;
import java.util.Map;

/** Finds what a file says twice. */
final class Claims {
  private final Map<Object, Integer> lines = new HashMap<>();

  /** Remembers a thing of a line; a second one that is equal is an error. */
  void claim(int line, String what, Object thing) {
    Integer before = lines.putIfAbsent(thing, line);
    if (before != null) {
      throw YamlTree.wrong(
          line,
          "This %s is the same as that of line %d.".formatted(what, before),
          "Keep one of them, or change what tells them apart.");
    }
  }
}
