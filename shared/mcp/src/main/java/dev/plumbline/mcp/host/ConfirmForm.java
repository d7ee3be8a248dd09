package dev.plumbline.mcp.host;

import dev.plumbline.mcp.tool.Call;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The form by which a client's user confirms a change. */
final class ConfirmForm {
  static final Map<String, Object> SCHEMA = schema();

  private ConfirmForm() {}

  static boolean isYes(Call.Reply reply) {
    return reply instanceof Call.Reply.Accepted accepted
        && !Boolean.FALSE.equals(accepted.values().get("confirm"));
  }

  private static Map<String, Object> schema() {
    Map<String, Object> confirm = new LinkedHashMap<>();
    confirm.put("type", "boolean");
    confirm.put("title", "Make this change");
    confirm.put("default", true);
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", Map.of("confirm", confirm));
    schema.put("required", List.of("confirm"));
    return schema;
  }
}
