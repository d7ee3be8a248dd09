package dev.plumbline.admin.setup.yaml;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Untrusted;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The task types that a key is for, which its metadata keep in one text. */
public final class TaskTypes {
  /** The name of the metadata. */
  public static final String NAME = "task_types";

  private static final String SEPARATOR = ", ";

  private TaskTypes() {}

  /** The one text; a task type that cannot be read out of it is an InvalidInput. */
  public static String joined(List<String> types) {
    for (String type : types) {
      if (type.isBlank() || type.contains(",") || !type.equals(type.strip())) {
        throw new Failure.InvalidInput(
            "task_types holds %s.".formatted(Untrusted.of(type).inline(60)),
            "Give each a name without commas and blanks around it.");
      }
    }
    if (new HashSet<>(types).size() < types.size()) {
      throw new Failure.InvalidInput("task_types holds one twice.", "Give each once.");
    }
    return String.join(SEPARATOR, types);
  }

  /** The task types of metadata; null where there are none, or the text is no list of them. */
  static @Nullable List<String> of(@Nullable String text) {
    if (text == null) {
      return null;
    }
    List<String> types = List.of(text.split(",", -1)).stream().map(String::strip).toList();
    try {
      return joined(types).equals(text) ? types : null;
    } catch (Failure.InvalidInput other) {
      return null;
    }
  }
}
