package dev.plumbline.gateway.translate;

import dev.plumbline.gateway.dialect.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes OpenAI's messages of Anthropic's; hints for Anthropic's cache have no meaning there. */
final class MessagesContent {
  private final ArrayNode messages = Json.MAPPER.createArrayNode();

  void into(ObjectNode out, @Nullable JsonNode system, @Nullable JsonNode given) {
    if (system != null) {
      messages.addObject().put("role", "system").put("content", text("system", system));
    }
    if (given == null || !given.isArray()) {
      throw Fields.cannot(
          "messages", given == null ? Json.MAPPER.nullNode() : given, "It must be a list");
    }
    for (int i = 0; i < given.size(); i++) {
      message("messages[%d]".formatted(i), given.path(i));
    }
    out.set("messages", messages);
  }

  private void message(String path, JsonNode node) {
    Fields message = new Fields(path, node);
    String role = message.required("role");
    JsonNode content = message.take("content");
    String at = message.path("content");
    message.done();
    switch (role) {
      case "user" -> user(at, content);
      case "assistant" -> assistant(at, content);
      case "system" ->
          messages
              .addObject()
              .put("role", "system")
              .put("content", content == null ? "" : text(at, content));
      default -> throw Fields.cannot(path + ".role", node.path("role"), "It is not known");
    }
  }

  /** Results of tools are messages of their own, and come first. */
  private void user(String path, @Nullable JsonNode content) {
    if (content == null || content.isString()) {
      messages
          .addObject()
          .put("role", "user")
          .put("content", content == null ? "" : content.asString());
      return;
    }
    ArrayNode parts = Json.MAPPER.createArrayNode();
    for (int i = 0; i < content.size(); i++) {
      String at = "%s[%d]".formatted(path, i);
      if (type(content.path(i)).equals("tool_result")) {
        result(at, content.path(i));
      } else {
        parts.add(part(at, content.path(i)));
      }
    }
    if (!parts.isEmpty()) {
      messages.addObject().put("role", "user").set("content", parts);
    }
  }

  private void result(String path, JsonNode node) {
    Fields result = new Fields(path, node);
    result.skip("type", "cache_control");
    JsonNode failed = result.take("is_error");
    JsonNode content = result.take("content");
    String text = content == null ? "" : text(result.path("content"), content);
    messages
        .addObject()
        .put("role", "tool")
        .put("tool_call_id", result.required("tool_use_id"))
        .put("content", failed != null && failed.asBoolean(false) ? "Error: " + text : text);
    result.done();
  }

  private void assistant(String path, @Nullable JsonNode content) {
    ObjectNode message = messages.addObject().put("role", "assistant");
    if (content == null || content.isString()) {
      message.put("content", content == null ? "" : content.asString());
      return;
    }
    StringBuilder text = new StringBuilder();
    ArrayNode calls = Json.MAPPER.createArrayNode();
    for (int i = 0; i < content.size(); i++) {
      Fields block = new Fields("%s[%d]".formatted(path, i), content.path(i));
      block.skip("cache_control");
      switch (block.required("type")) {
        case "text" -> {
          text.append(block.required("text"));
          block.skip("citations");
        }
        case "tool_use" -> call(calls, block);
        // A model's earlier reasoning is signed for its own provider.
        case "thinking" -> block.skip("thinking", "signature");
        case "redacted_thinking" -> block.skip("data");
        default ->
            throw Fields.cannot(
                block.path("type"), content.path(i).path("type"), "It has no counterpart");
      }
      block.done();
    }
    if (text.isEmpty() && !calls.isEmpty()) {
      message.putNull("content");
    } else {
      message.put("content", text.toString());
    }
    if (!calls.isEmpty()) {
      message.set("tool_calls", calls);
    }
  }

  private static void call(ArrayNode calls, Fields block) {
    ObjectNode call = calls.addObject().put("id", block.required("id")).put("type", "function");
    JsonNode input = block.take("input");
    call.putObject("function")
        .put("name", block.required("name"))
        .put("arguments", input == null ? "{}" : input.toString());
    block.skip("caller");
  }

  private static ObjectNode part(String path, JsonNode node) {
    Fields block = new Fields(path, node);
    block.skip("cache_control");
    ObjectNode part = Json.object();
    switch (block.required("type")) {
      case "text" -> {
        part.put("type", "text").put("text", block.required("text"));
        block.skip("citations");
      }
      case "image" ->
          part.put("type", "image_url").putObject("image_url").put("url", address(block));
      case "document" -> document(block, part);
      default ->
          throw Fields.cannot(block.path("type"), node.path("type"), "It has no counterpart");
    }
    block.done();
    return part;
  }

  private static String address(Fields block) {
    JsonNode given = block.take("source");
    Fields source = new Fields(block.path("source"), given == null ? Json.object() : given);
    String address =
        switch (source.required("type")) {
          case "base64" ->
              "data:" + source.required("media_type") + ";base64," + source.required("data");
          case "url" -> source.required("url");
          default ->
              throw Fields.cannot(
                  source.path("type"),
                  given == null ? Json.object() : given.path("type"),
                  "This model takes base64 and url");
        };
    source.done();
    return address;
  }

  private static void document(Fields block, ObjectNode part) {
    String title = block.text("title");
    block.only("context");
    block.only("citations", "{\"enabled\":false}");
    JsonNode source = block.take("source");
    if (source != null && type(source).equals("text")) {
      part.put("type", "text").put("text", Json.stringOr(source, "data", ""));
      return;
    }
    String address = address(block);
    if (!address.startsWith("data:")) {
      throw Fields.cannot(
          block.path("source"),
          source == null ? Json.object() : source,
          "This model takes documents as base64 and text");
    }
    part.put("type", "file")
        .putObject("file")
        .put("filename", title == null ? "document" : title)
        .put("file_data", address);
  }

  /** A text, or a list of nothing but texts. */
  private static String text(String path, JsonNode content) {
    if (content.isString()) {
      return content.stringValue();
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < content.size(); i++) {
      Fields block = new Fields("%s[%d]".formatted(path, i), content.path(i));
      block.skip("cache_control", "citations");
      if (!block.required("type").equals("text")) {
        throw Fields.cannot(
            block.path("type"), content.path(i).path("type"), "This model takes only texts here");
      }
      text.append(text.isEmpty() ? "" : "\n").append(block.required("text"));
      block.done();
    }
    return text.toString();
  }

  private static String type(JsonNode node) {
    return Json.stringOr(node, "type", "");
  }
}
