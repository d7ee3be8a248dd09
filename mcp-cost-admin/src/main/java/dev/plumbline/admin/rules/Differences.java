package dev.plumbline.admin.rules;

import dev.plumbline.control.json.EntryJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tells two versions of an entry apart, field by field. */
public final class Differences {
  private Differences() {}

  /** A field that differs; its values as JSON, empty where it is absent. */
  public record Difference(String field, String from, String to) {}

  /** What differs between two JSON objects, versions left out; null stands for nothing there. */
  public static List<Difference> of(@Nullable String before, @Nullable String after) {
    List<Difference> found = new ArrayList<>();
    compare("", parsed(before), parsed(after), found);
    return found;
  }

  private static @Nullable JsonNode parsed(@Nullable String text) {
    return text == null ? null : EntryJson.parse(text);
  }

  private static void compare(
      String path, @Nullable JsonNode from, @Nullable JsonNode to, List<Difference> found) {
    if (from instanceof ObjectNode one && to instanceof ObjectNode two) {
      Set<String> names = new TreeSet<>(one.propertyNames());
      names.addAll(two.propertyNames());
      names.remove("version");
      for (String name : names) {
        String field = path.isEmpty() ? name : path + "." + name;
        compare(field, one.get(name), two.get(name), found);
      }
      return;
    }
    String left = text(from);
    String right = text(to);
    if (!path.isEmpty() && !left.equals(right)) {
      found.add(new Difference(path, left, right));
    }
  }

  private static String text(@Nullable JsonNode value) {
    if (value == null || value.isNull()) {
      return "";
    }
    return value.isString() ? value.asString() : value.toString();
  }
}
