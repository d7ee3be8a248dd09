package dev.plumbline.gateway.admin;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Nearest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the query of a request. */
final class QueryText {
  private QueryText() {}

  /** Its parameters; one that is not known, or comes twice, is refused. */
  static Map<String, String> read(@Nullable String query, List<Parameter> known) {
    List<String> names = known.stream().map(Parameter::name).toList();
    Map<String, String> values = new LinkedHashMap<>();
    if (query == null || query.isEmpty()) {
      return values;
    }
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      if (!names.contains(name)) {
        throw unknown(name, names);
      }
      if (values.put(name, equals < 0 ? "" : decoded(pair.substring(equals + 1))) != null) {
        throw new Failure.InvalidInput(
            "The parameter " + name + " is there twice.", "Give it once.");
      }
    }
    return values;
  }

  private static Failure unknown(String name, List<String> names) {
    String shown = name.length() > 80 ? name.substring(0, 80) + "…" : name;
    String hint = Nearest.hint(name, names);
    String all = names.isEmpty() ? "Leave it out." : "Known: " + String.join(", ", names) + ".";
    return new Failure.InvalidInput(
        "There is no parameter " + shown.replaceAll("\\p{Cntrl}", " ") + ".",
        hint.isEmpty() ? all : hint);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException wrong) {
      throw new Failure.InvalidInput(
          "The query is not percent-encoded as it must be.", "Encode each name and value.");
    }
  }
}
