package dev.plumbline.usage.source.report;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.source.text.JsonValues;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Up to where each of several reports is read, as an import's state keeps it. */
public final class Positions {
  private final Map<String, Instant> ends = new TreeMap<>();

  /**
   * @param checkpoint what {@link #toString} gave; null to begin anew
   */
  public Positions(@Nullable String checkpoint) {
    if (checkpoint == null) {
      return;
    }
    try {
      for (Map.Entry<String, JsonNode> each :
          JsonValues.mapper().readTree(checkpoint).properties()) {
        ends.put(each.getKey(), Instant.parse(each.getValue().asString()));
      }
    } catch (JacksonException | DateTimeException broken) {
      throw new Failure.StoreUnavailable(
          "The state of the last import cannot be read: " + broken.getMessage() + ".",
          "Remove its file below imports in PLUMBLINE_HOME to import from the beginning.",
          broken);
    }
  }

  /** The first instant that is not read yet. */
  public Instant end(String report, Instant otherwise) {
    return ends.getOrDefault(report, otherwise);
  }

  /** Everything before an instant is read. */
  public void reached(String report, Instant end) {
    ends.put(report, end);
  }

  /** As JSON. */
  @Override
  public String toString() {
    ObjectNode json = JsonValues.mapper().createObjectNode();
    ends.forEach((report, end) -> json.put(report, end.toString()));
    return json.toString();
  }
}
