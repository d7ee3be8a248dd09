package dev.plumbline.admin.backend.portkey;

import dev.plumbline.admin.backend.http.Fields;
import dev.plumbline.control.Level;
import dev.plumbline.control.Scope;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a policy counts by: one condition, and a group for each of its values.
 *
 * @param key Portkey's name, such as {@code metadata.department}
 */
record Dimension(Level level, String key) {
  private static final String METADATA = "metadata.";
  private static final String API_KEY = "api_key";
  private static final String MODEL = "model";

  static Dimension of(Level level) {
    String field = PortkeyKeys.OWNER.name(level);
    return switch (level) {
      case KEY -> new Dimension(level, API_KEY);
      case MODEL -> new Dimension(level, MODEL);
      default -> new Dimension(level, METADATA + field);
    };
  }

  private static @Nullable Level level(String key) {
    return switch (key) {
      case API_KEY -> Level.KEY;
      case MODEL -> Level.MODEL;
      default ->
          key.startsWith(METADATA)
              ? PortkeyKeys.OWNER.level(key.substring(METADATA.length()))
              : null;
    };
  }

  /** Writes the condition and the group of a scope. */
  void write(Scope scope, ObjectNode policy) {
    policy.putArray("conditions").addObject().put("key", key).put("value", scope.value());
    policy.putArray("group_by").addObject().put("key", key);
  }

  /** The scope of a policy; empty where it is more than one condition. */
  static Optional<Scope> read(JsonNode policy) {
    JsonNode conditions = policy.path("conditions");
    JsonNode groups = policy.path("group_by");
    JsonNode condition = conditions.path(0);
    String key = Fields.textOrEmpty(condition, "key");
    String value = Fields.text(condition, "value");
    Level level = level(key);
    boolean plain =
        conditions.size() == 1
            && groups.size() == 1
            && key.equals(Fields.textOrEmpty(groups.path(0), "key"))
            && !condition.path("excludes").asBoolean(false);
    return plain && level != null && value != null
        ? Optional.of(new Scope(level, value))
        : Optional.empty();
  }
}
