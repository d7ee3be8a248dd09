package dev.plumbline.admin.backend.litellm;

import dev.plumbline.control.Level;
import dev.plumbline.control.Scope;
import tools.jackson.databind.JsonNode;

/**
 * What can have a budget and limits: a key, a team or a user.
 *
 * @param id LiteLLM's
 * @param value what budgets on it name
 * @param json as LiteLLM shows it
 */
record Holder(Level level, String id, String value, JsonNode json) {
  /** What begins the ids of its budgets and limits. */
  String prefix() {
    return switch (level) {
      case DEPARTMENT -> "team-" + id;
      case USER -> "user-" + id;
      default -> "key-" + id;
    };
  }

  Scope scope() {
    return new Scope(level, value);
  }
}
