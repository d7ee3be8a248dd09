package dev.plumbline.gateway.translate;

import dev.plumbline.gateway.dialect.Json;
import dev.plumbline.kernel.Failure;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A responses request, to be made one of chat completions; for one thread. */
final class ResponsesRequest {
  private static final Set<String> EFFORTS =
      Set.of("none", "minimal", "low", "medium", "high", "xhigh");
  private static final String NOTHING_KEPT = "Answers are not kept for this model";

  private final Fields fields;
  private final boolean jsonMode;
  private final ObjectNode out = Json.object();

  /**
   * Begins.
   *
   * @param jsonMode whether the model can be told to answer JSON without a schema
   */
  ResponsesRequest(ObjectNode body, boolean jsonMode) {
    this.fields = new Fields("", body);
    this.jsonMode = jsonMode;
  }

  ObjectNode toChat(String model, String maxTokens) {
    fields.skip("model");
    out.put("model", model);
    copy("max_output_tokens", maxTokens);
    ResponsesInput input = new ResponsesInput();
    input.instructions(fields.text("instructions"));
    out.set("messages", input.messages(fields.take("input")));
    copy("temperature", "temperature");
    copy("top_p", "top_p");
    stream();
    tools();
    reasoning();
    text();
    copy("safety_identifier", "safety_identifier");
    copy("user", "user");
    copy("service_tier", "service_tier");
    unkept();
    fields.done();
    return out;
  }

  private void copy(String from, String to) {
    JsonNode value = fields.take(from);
    if (value != null) {
      out.set(to, value);
    }
  }

  private void stream() {
    JsonNode stream = fields.take("stream");
    if (stream != null && stream.asBoolean(false)) {
      out.put("stream", true);
      out.putObject("stream_options").put("include_usage", true);
    }
    JsonNode options = fields.take("stream_options");
    if (options != null) {
      Fields given = new Fields("stream_options", options);
      // Padding against eavesdroppers changes no content.
      given.skip("include_obfuscation");
      given.done();
    }
  }

  private void tools() {
    JsonNode tools = fields.take("tools");
    if (tools != null) {
      ArrayNode list = out.putArray("tools");
      for (int i = 0; i < tools.size(); i++) {
        list.add(tool("tools[%d]".formatted(i), tools.path(i)));
      }
    }
    copy("parallel_tool_calls", "parallel_tool_calls");
    JsonNode choice = fields.take("tool_choice");
    if (choice == null || choice.isString()) {
      mode(choice);
      return;
    }
    Fields named = new Fields("tool_choice", choice);
    named.only("type", "function");
    out.putObject("tool_choice")
        .put("type", "function")
        .putObject("function")
        .put("name", named.required("name"));
    named.done();
  }

  private void mode(@Nullable JsonNode choice) {
    if (choice != null && !Set.of("auto", "none", "required").contains(choice.stringValue())) {
      throw Fields.cannot("tool_choice", choice, "It is not known");
    }
    if (choice != null) {
      out.set("tool_choice", choice);
    }
  }

  private static ObjectNode tool(String path, JsonNode node) {
    Fields tool = new Fields(path, node);
    String type = tool.required("type");
    if (!type.equals("function")) {
      throw Fields.cannot(
          path + ".type", node.path("type"), "This model has no tools but functions of your own");
    }
    ObjectNode made = Json.object().put("type", "function");
    ObjectNode function = made.putObject("function").put("name", tool.required("name"));
    String description = tool.text("description");
    if (description != null) {
      function.put("description", description);
    }
    JsonNode parameters = tool.take("parameters");
    if (parameters != null) {
      function.set("parameters", parameters);
    }
    JsonNode strict = tool.take("strict");
    if (strict != null) {
      function.set("strict", strict);
    }
    tool.done();
    return made;
  }

  private void reasoning() {
    JsonNode given = fields.take("reasoning");
    if (given == null) {
      return;
    }
    Fields reasoning = new Fields("reasoning", given);
    String effort = reasoning.text("effort");
    if (effort != null && !EFFORTS.contains(effort)) {
      throw Fields.cannot(
          "reasoning.effort",
          given.path("effort"),
          "Known are none, minimal, low, medium, high and xhigh");
    }
    if (effort != null) {
      out.put("reasoning_effort", effort);
    }
    // What a model shows of its reasoning is passed on in any case.
    reasoning.skip("summary", "generate_summary");
    reasoning.done();
  }

  private void text() {
    JsonNode given = fields.take("text");
    if (given == null) {
      return;
    }
    Fields text = new Fields("text", given);
    text.only("verbosity", "medium");
    JsonNode format = text.take("format");
    text.done();
    if (format == null) {
      return;
    }
    Fields wanted = new Fields("text.format", format);
    switch (wanted.required("type")) {
      case "text" -> wanted.done();
      case "json_schema" -> {
        ObjectNode schema = out.putObject("response_format").put("type", "json_schema");
        ObjectNode inner = schema.putObject("json_schema");
        inner.put("name", wanted.required("name"));
        for (String field : new String[] {"schema", "strict", "description"}) {
          JsonNode value = wanted.take(field);
          if (value != null) {
            inner.set(field, value);
          }
        }
        if (!inner.path("schema").isObject()) {
          throw Fields.cannot("text.format.schema", inner.path("schema"), "It must be an object");
        }
        wanted.done();
      }
      case "json_object" -> {
        if (!jsonMode) {
          throw Fields.cannot(
              "text.format", format, "This model takes the types text and json_schema");
        }
        out.putObject("response_format").put("type", "json_object");
        wanted.done();
      }
      default -> throw Fields.cannot("text.format.type", format.path("type"), "It is not known");
    }
  }

  /** What would need answers to be kept, or may be given as it says what happens anyway. */
  private void unkept() {
    for (String field : new String[] {"previous_response_id", "conversation", "prompt"}) {
      JsonNode value = fields.take(field);
      if (value != null) {
        throw new Failure.InvalidInput(
            "The field '%s' is %s. %s.".formatted(field, Json.shown(value), NOTHING_KEPT),
            "Send the whole conversation as 'input', or use a model of a provider that keeps"
                + " answers.");
      }
    }
    fields.only("store", "false");
    fields.only("background", "false");
    fields.only("truncation", "disabled");
    fields.only("top_logprobs", "0");
    JsonNode include = fields.take("include");
    if (include != null) {
      for (int i = 0; i < include.size(); i++) {
        // Reasoning of this model holds nothing that would have to come back.
        if (!include.path(i).asString("").equals("reasoning.encrypted_content")) {
          throw Fields.cannot(
              "include[%d]".formatted(i), include.path(i), "It has no counterpart for this model");
        }
      }
    }
    // The answer repeats the metadata; the key only helps a cache to find its place.
    fields.skip("metadata", "prompt_cache_key", "prompt_cache_retention");
  }
}
