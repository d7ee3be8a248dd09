package dev.plumbline.gateway.translate;

import dev.plumbline.gateway.dialect.Json;
import dev.plumbline.kernel.Failure;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes Anthropic's messages of OpenAI's. System prompts go to the top, wherever they stood;
 * messages of one role that follow each other become one, as results of tools must.
 */
final class ChatMessages {
  private final ArrayNode system = Json.MAPPER.createArrayNode();
  private final ArrayNode messages = Json.MAPPER.createArrayNode();

  void into(ObjectNode out, JsonNode given) {
    if (!given.isArray()) {
      throw Fields.cannot("messages", given, "It must be a list");
    }
    for (int i = 0; i < given.size(); i++) {
      message("messages[%d]".formatted(i), given.path(i));
    }
    if (!system.isEmpty()) {
      out.set("system", system);
    }
    out.set("messages", messages);
  }

  private void message(String path, JsonNode node) {
    Fields message = new Fields(path, node);
    String role = message.required("role");
    switch (role) {
      case "system", "developer" ->
          ChatContent.texts(system, message.path("content"), message.take("content"));
      case "user" ->
          ChatContent.parts(of("user"), message.path("content"), message.take("content"));
      case "assistant" -> assistant(message);
      case "tool" -> tool(message);
      default ->
          throw Fields.cannot(
              message.path("role"),
              Json.MAPPER.getNodeFactory().stringNode(role),
              "Known are system, developer, user, assistant and tool");
    }
    message.done();
  }

  private ArrayNode of(String role) {
    if (!messages.isEmpty()
        && messages.get(messages.size() - 1).path("role").asString().equals(role)
        && messages.get(messages.size() - 1).get("content") instanceof ArrayNode content) {
      return content;
    }
    return messages.addObject().put("role", role).putArray("content");
  }

  private void assistant(Fields message) {
    ArrayNode content = of("assistant");
    ChatContent.texts(content, message.path("content"), message.take("content"));
    String refusal = message.text("refusal");
    if (refusal != null) {
      content.addObject().put("type", "text").put("text", refusal);
    }
    // A model's earlier reasoning is not part of what it reads, in either dialect.
    message.skip("reasoning_content");
    JsonNode calls = message.take("tool_calls");
    if (calls != null) {
      for (int i = 0; i < calls.size(); i++) {
        call(content, message.path("tool_calls[%d]".formatted(i)), calls.path(i));
      }
    }
  }

  private static void call(ArrayNode content, String path, JsonNode node) {
    Fields call = new Fields(path, node);
    call.only("type", "function");
    call.skip("index");
    JsonNode definition = call.take("function");
    Fields function =
        new Fields(path + ".function", definition == null ? Json.object() : definition);
    ObjectNode use =
        content
            .addObject()
            .put("type", "tool_use")
            .put("id", call.required("id"))
            .put("name", function.required("name"));
    use.set("input", arguments(function));
    call.done();
    function.done();
  }

  private static JsonNode arguments(Fields function) {
    String text = function.text("arguments");
    if (text == null || text.isBlank()) {
      return Json.object();
    }
    ObjectNode parsed = object(text);
    if (parsed == null) {
      throw new Failure.InvalidInput(
          "The field '%s' does not hold a JSON object.".formatted(function.path("arguments")),
          "Give the arguments of the call as JSON text.");
    }
    return parsed;
  }

  static @Nullable ObjectNode object(String text) {
    try {
      return Json.MAPPER.readTree(text) instanceof ObjectNode object ? object : null;
    } catch (JacksonException | NumberFormatException noJson) {
      return null;
    }
  }

  private void tool(Fields message) {
    ObjectNode result =
        of("user")
            .addObject()
            .put("type", "tool_result")
            .put("tool_use_id", message.required("tool_call_id"));
    JsonNode content = message.take("content");
    if (content != null && content.isString()) {
      result.put("content", content.stringValue());
    } else if (content != null) {
      ChatContent.parts(result.putArray("content"), message.path("content"), content);
    }
    message.skip("name");
  }
}
