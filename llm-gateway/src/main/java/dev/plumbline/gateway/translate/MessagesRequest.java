package dev.plumbline.gateway.translate;

import dev.plumbline.gateway.dialect.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A messages request, to be made one of chat completions; for one thread. */
final class MessagesRequest {
  private static final int MOST_STOPS = 4;
  private static final long LOW_BUDGET = 2_048;
  private static final long MEDIUM_BUDGET = 8_192;

  private final Fields fields;
  private final ObjectNode out = Json.object();

  MessagesRequest(ObjectNode body) {
    this.fields = new Fields("", body);
  }

  ObjectNode toChat(String model, String maxTokensField) {
    // Where a provider caches by itself, marks for its cache change nothing of the answer.
    fields.skip("model", "cache_control");
    out.put("model", model);
    new MessagesContent().into(out, fields.take("system"), fields.take("messages"));
    copy("max_tokens", maxTokensField);
    copy("temperature", "temperature");
    copy("top_p", "top_p");
    JsonNode stops = fields.take("stop_sequences");
    if (stops != null) {
      if (stops.size() > MOST_STOPS) {
        throw Fields.cannot("stop_sequences", stops, "This model takes at most four");
      }
      out.set("stop", stops);
    }
    JsonNode stream = fields.take("stream");
    if (stream != null && stream.asBoolean(false)) {
      out.put("stream", true);
      out.putObject("stream_options").put("include_usage", true);
    }
    tools();
    reasoning();
    metadata();
    fields.only("service_tier", "auto", "standard_only");
    fields.done();
    return out;
  }

  private void copy(String from, String to) {
    JsonNode value = fields.take(from);
    if (value != null) {
      out.set(to, value);
    }
  }

  private void tools() {
    JsonNode tools = fields.take("tools");
    if (tools != null) {
      ArrayNode list = out.putArray("tools");
      for (int i = 0; i < tools.size(); i++) {
        tool(list, "tools[%d]".formatted(i), tools.path(i));
      }
    }
    JsonNode choice = fields.take("tool_choice");
    if (choice == null) {
      return;
    }
    Fields given = new Fields("tool_choice", choice);
    JsonNode single = given.take("disable_parallel_tool_use");
    switch (given.required("type")) {
      case "auto" -> out.put("tool_choice", "auto");
      case "any" -> out.put("tool_choice", "required");
      case "none" -> out.put("tool_choice", "none");
      case "tool" ->
          out.putObject("tool_choice")
              .put("type", "function")
              .putObject("function")
              .put("name", given.required("name"));
      default -> throw Fields.cannot("tool_choice.type", choice.path("type"), "It is not known");
    }
    if (single != null && single.asBoolean(false)) {
      out.put("parallel_tool_calls", false);
    }
    given.done();
  }

  private static void tool(ArrayNode list, String path, JsonNode node) {
    Fields tool = new Fields(path, node);
    tool.only("type", "custom");
    // A hint for a cache that this model does not have changes no answer.
    tool.skip("cache_control");
    ObjectNode made = list.addObject().put("type", "function");
    ObjectNode function = made.putObject("function").put("name", tool.required("name"));
    String description = tool.text("description");
    if (description != null) {
      function.put("description", description);
    }
    JsonNode schema = tool.take("input_schema");
    function.set("parameters", schema == null ? Json.object().put("type", "object") : schema);
    JsonNode strict = tool.take("strict");
    if (strict != null) {
      function.set("strict", strict);
    }
    tool.done();
  }

  private void reasoning() {
    String effort = null;
    JsonNode thinking = fields.take("thinking");
    if (thinking != null) {
      effort = effort(thinking);
    }
    JsonNode config = fields.take("output_config");
    if (config != null) {
      Fields given = new Fields("output_config", config);
      String own = given.text("effort");
      effort = own == null ? effort : own.equals("max") ? "xhigh" : own;
      format(given.path("format"), given.take("format"));
      given.done();
    }
    format("output_format", fields.take("output_format"));
    if (effort != null) {
      out.put("reasoning_effort", effort);
    }
  }

  private static @Nullable String effort(JsonNode thinking) {
    Fields given = new Fields("thinking", thinking);
    String type = given.required("type");
    JsonNode budget = given.take("budget_tokens");
    given.skip("display");
    given.done();
    if (!type.equals("enabled") || budget == null) {
      return null;
    }
    long tokens = budget.asLong(0);
    return tokens <= LOW_BUDGET ? "low" : tokens <= MEDIUM_BUDGET ? "medium" : "high";
  }

  private void format(String path, @Nullable JsonNode format) {
    if (format == null) {
      return;
    }
    Fields given = new Fields(path, format);
    given.only("type", "json_schema");
    JsonNode schema = given.take("schema");
    given.done();
    if (schema == null) {
      throw Fields.cannot(path, format, "It needs a schema");
    }
    out.putObject("response_format")
        .put("type", "json_schema")
        .putObject("json_schema")
        .put("name", "answer")
        .put("strict", true)
        .set("schema", schema);
  }

  private void metadata() {
    JsonNode metadata = fields.take("metadata");
    if (metadata != null) {
      Fields given = new Fields("metadata", metadata);
      String user = given.text("user_id");
      given.done();
      if (user != null) {
        out.put("user", user);
      }
    }
  }
}
