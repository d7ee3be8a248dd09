package dev.plumbline.mcp.feature;

import java.util.List;
import java.util.Map;

/** Suggests values for an argument while a person types. */
@FunctionalInterface
public interface Completer {
  /** Suggests nothing. */
  Completer NONE = (_, _) -> List.of();

  /**
   * Values that begin with or contain what was typed, best first.
   *
   * @param context the arguments already filled in
   */
  List<String> complete(String typed, Map<String, String> context);
}
