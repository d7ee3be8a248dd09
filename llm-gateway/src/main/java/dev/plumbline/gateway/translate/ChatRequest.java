package dev.plumbline.gateway.translate;

import dev.plumbline.gateway.dialect.Json;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A chat completions request, to be made one of messages; for one thread. */
final class ChatRequest {
  private static final Map<String, String> EFFORTS =
      Map.of("minimal", "low", "low", "low", "medium", "medium", "high", "high", "xhigh", "xhigh");

  private final Fields fields;
  private final ObjectNode out = Json.object();

  ChatRequest(ObjectNode body) {
    this.fields = new Fields("", body);
  }

  ObjectNode toMessages(String model) {
    fields.skip("model");
    out.put("model", model);
    out.put("max_tokens", maxTokens(model));
    JsonNode messages = fields.take("messages");
    new ChatMessages().into(out, messages == null ? Json.MAPPER.createArrayNode() : messages);
    sampling();
    tools();
    format();
    user();
    usual();
    fields.done();
    return out;
  }

  private long maxTokens(String model) {
    JsonNode newer = fields.take("max_completion_tokens");
    JsonNode older = fields.take("max_tokens");
    JsonNode most = newer == null ? older : newer;
    return most == null ? OutputLimits.usual(model) : most.longValue();
  }

  private void sampling() {
    JsonNode temperature = fields.take("temperature");
    if (temperature != null) {
      if (!temperature.isNumber() || temperature.doubleValue() > 1) {
        throw Fields.cannot("temperature", temperature, "This model takes a number from 0 to 1");
      }
      out.set("temperature", temperature);
    }
    copy("top_p", "top_p");
    JsonNode stop = fields.take("stop");
    if (stop != null) {
      ArrayNode sequences = out.putArray("stop_sequences");
      if (stop.isArray()) {
        stop.forEach(sequences::add);
      } else {
        sequences.add(stop);
      }
    }
    copy("stream", "stream");
    String effort = fields.text("reasoning_effort");
    if (effort != null && !effort.equals("none")) {
      String known = EFFORTS.get(effort);
      if (known == null) {
        throw Fields.cannot(
            "reasoning_effort",
            Json.MAPPER.getNodeFactory().stringNode(effort),
            "Known are none, minimal, low, medium, high and xhigh");
      }
      config().put("effort", known);
    }
  }

  private void copy(String from, String to) {
    JsonNode value = fields.take(from);
    if (value != null) {
      out.set(to, value);
    }
  }

  private ObjectNode config() {
    return out.get("output_config") instanceof ObjectNode config
        ? config
        : out.putObject("output_config");
  }

  private void tools() {
    JsonNode tools = fields.take("tools");
    if (tools != null) {
      ArrayNode list = out.putArray("tools");
      for (int i = 0; i < tools.size(); i++) {
        list.add(tool("tools[%d]".formatted(i), tools.path(i)));
      }
    }
    JsonNode parallel = fields.take("parallel_tool_calls");
    boolean single = parallel != null && !parallel.asBoolean(true);
    ObjectNode choice = choice(fields.take("tool_choice"));
    if (single
        && tools != null
        && (choice == null || !choice.path("type").asString().equals("none"))) {
      choice = choice == null ? Json.object().put("type", "auto") : choice;
      choice.put("disable_parallel_tool_use", true);
    }
    if (choice != null) {
      out.set("tool_choice", choice);
    }
  }

  private static ObjectNode tool(String path, JsonNode node) {
    Fields tool = new Fields(path, node);
    tool.only("type", "function");
    JsonNode cache = tool.take("cache_control");
    JsonNode definition = tool.take("function");
    Fields function =
        new Fields(path + ".function", definition == null ? Json.object() : definition);
    ObjectNode made = Json.object().put("name", function.required("name"));
    String description = function.text("description");
    if (description != null) {
      made.put("description", description);
    }
    JsonNode parameters = function.take("parameters");
    made.set("input_schema", parameters == null ? Json.object().put("type", "object") : parameters);
    JsonNode strict = function.take("strict");
    if (strict != null && strict.asBoolean(false)) {
      made.put("strict", true);
    }
    if (cache != null) {
      made.set("cache_control", cache);
    }
    tool.done();
    function.done();
    return made;
  }

  private static @Nullable ObjectNode choice(@Nullable JsonNode choice) {
    if (choice == null) {
      return null;
    }
    if (choice.isString()) {
      return switch (choice.stringValue()) {
        case "auto" -> Json.object().put("type", "auto");
        case "none" -> Json.object().put("type", "none");
        case "required" -> Json.object().put("type", "any");
        default -> throw Fields.cannot("tool_choice", choice, "It is not known");
      };
    }
    Fields named = new Fields("tool_choice", choice);
    named.only("type", "function");
    JsonNode function = named.take("function");
    named.done();
    Fields of = new Fields("tool_choice.function", function == null ? Json.object() : function);
    ObjectNode made = Json.object().put("type", "tool").put("name", of.required("name"));
    of.done();
    return made;
  }

  private void format() {
    JsonNode format = fields.take("response_format");
    if (format == null || Json.stringOr(format, "type", "").equals("text")) {
      return;
    }
    if (!Json.stringOr(format, "type", "").equals("json_schema")) {
      throw Fields.cannot(
          "response_format", format, "This model takes the types text and json_schema");
    }
    JsonNode schema = format.path("json_schema").get("schema");
    if (schema == null || !schema.isObject()) {
      throw Fields.cannot("response_format", format, "It needs json_schema.schema");
    }
    config().putObject("format").put("type", "json_schema").set("schema", schema);
  }

  private void user() {
    String user = fields.text("user");
    String identifier = fields.text("safety_identifier");
    JsonNode metadata = fields.take("metadata");
    String id = identifier == null ? user : identifier;
    if (metadata != null) {
      Fields given = new Fields("metadata", metadata);
      String own = given.text("user_id");
      given.done();
      id = own == null ? id : own;
    }
    if (id != null) {
      out.putObject("metadata").put("user_id", id);
    }
  }

  /** What may be given as long as it says what happens anyway. */
  private void usual() {
    JsonNode options = fields.take("stream_options");
    if (options != null) {
      Fields stream = new Fields("stream_options", options);
      // Padding against eavesdroppers changes no content.
      stream.skip("include_usage", "include_obfuscation");
      stream.done();
    }
    String tier = fields.text("service_tier");
    if (tier != null) {
      if (!Set.of("auto", "default").contains(tier)) {
        throw Fields.cannot(
            "service_tier",
            Json.MAPPER.getNodeFactory().stringNode(tier),
            "This model takes auto and default");
      }
      out.put("service_tier", tier.equals("auto") ? "auto" : "standard_only");
    }
    fields.only("n", "1");
    fields.only("logprobs", "false");
    fields.only("store", "false");
    fields.only("frequency_penalty", "0", "0.0");
    fields.only("presence_penalty", "0", "0.0");
    JsonNode modalities = fields.take("modalities");
    if (modalities != null && !modalities.toString().equals("[\"text\"]")) {
      throw Fields.cannot("modalities", modalities, "This model answers text only");
    }
  }
}
