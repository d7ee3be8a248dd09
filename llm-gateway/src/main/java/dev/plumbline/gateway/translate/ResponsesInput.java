package dev.plumbline.gateway.translate;

import dev.plumbline.gateway.dialect.Json;
import dev.plumbline.kernel.Failure;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes messages of chat completions of the items of a responses request; for one thread. */
final class ResponsesInput {
  private final ArrayNode messages = Json.MAPPER.createArrayNode();

  void instructions(@Nullable String text) {
    if (text != null) {
      messages.addObject().put("role", "system").put("content", text);
    }
  }

  ArrayNode messages(@Nullable JsonNode input) {
    if (input == null) {
      throw new Failure.InvalidInput(
          "The field 'input' is missing.", "Give it a text or a list of items.");
    }
    if (input.isString()) {
      messages.addObject().put("role", "user").put("content", input.stringValue());
      return messages;
    }
    if (!input.isArray()) {
      throw Fields.cannot("input", input, "It must be a text or a list of items");
    }
    for (int i = 0; i < input.size(); i++) {
      item("input[%d]".formatted(i), input.path(i));
    }
    return messages;
  }

  private void item(String path, JsonNode node) {
    Fields item = new Fields(path, node);
    String type = item.text("type");
    item.skip("id", "status");
    switch (type == null ? "message" : type) {
      case "message" -> message(item);
      case "function_call" -> call(item);
      case "function_call_output" -> output(item);
      // A model's earlier reasoning is not part of what it reads.
      case "reasoning" -> item.skip("summary", "content", "encrypted_content");
      default ->
          throw Fields.cannot(
              path + ".type",
              node.path("type"),
              "This model takes message, function_call, function_call_output and reasoning");
    }
    item.done();
  }

  private void message(Fields item) {
    String role = item.required("role");
    JsonNode content = item.take("content");
    String path = item.path("content");
    switch (role) {
      case "user", "system", "developer" -> {
        ObjectNode message = messages.addObject().put("role", role);
        message.set("content", parts(path, content));
      }
      case "assistant" -> assistant(path, content);
      default ->
          throw Fields.cannot(
              item.path("role"),
              Json.MAPPER.getNodeFactory().stringNode(role),
              "Known are user, assistant, system and developer");
    }
  }

  /** What a model said before, as one text: chat completions takes no parts of it everywhere. */
  private void assistant(String path, @Nullable JsonNode content) {
    ObjectNode message = messages.addObject().put("role", "assistant");
    if (content == null || content.isString()) {
      message.put("content", content == null ? "" : content.stringValue());
      return;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < content.size(); i++) {
      Fields part = new Fields("%s[%d]".formatted(path, i), content.path(i));
      switch (part.required("type")) {
        case "output_text", "input_text" -> text.append(part.required("text"));
        case "refusal" -> text.append(part.required("refusal"));
        default ->
            throw Fields.cannot(
                part.path("type"),
                content.path(i).path("type"),
                "A model has said output_text and refusal");
      }
      part.skip("annotations", "logprobs");
      part.done();
    }
    message.put("content", text.toString());
  }

  /** Calls belong to what the model said before them. */
  private void call(Fields item) {
    String arguments = item.text("arguments");
    if (arguments != null && !arguments.isBlank() && ChatMessages.object(arguments) == null) {
      throw new Failure.InvalidInput(
          "The field '%s' does not hold a JSON object.".formatted(item.path("arguments")),
          "Give the arguments of the call as JSON text.");
    }
    ObjectNode message = last("assistant");
    if (message == null) {
      message = messages.addObject().put("role", "assistant").putNull("content");
    }
    ArrayNode calls =
        message.get("tool_calls") instanceof ArrayNode before
            ? before
            : message.putArray("tool_calls");
    ObjectNode call = calls.addObject().put("id", item.required("call_id")).put("type", "function");
    call.putObject("function")
        .put("name", item.required("name"))
        .put("arguments", arguments == null || arguments.isBlank() ? "{}" : arguments);
  }

  private @Nullable ObjectNode last(String role) {
    return !messages.isEmpty()
            && messages.get(messages.size() - 1) instanceof ObjectNode message
            && message.path("role").asString().equals(role)
        ? message
        : null;
  }

  private void output(Fields item) {
    ObjectNode message =
        messages.addObject().put("role", "tool").put("tool_call_id", item.required("call_id"));
    message.set("content", parts(item.path("output"), item.take("output")));
  }

  private static JsonNode parts(String path, @Nullable JsonNode content) {
    if (content == null) {
      return Json.MAPPER.getNodeFactory().stringNode("");
    }
    if (content.isString()) {
      return content;
    }
    if (!content.isArray()) {
      throw Fields.cannot(path, content, "It must be a text or a list of parts");
    }
    ArrayNode parts = Json.MAPPER.createArrayNode();
    for (int i = 0; i < content.size(); i++) {
      parts.add(part("%s[%d]".formatted(path, i), content.path(i)));
    }
    return parts;
  }

  private static ObjectNode part(String path, JsonNode node) {
    Fields part = new Fields(path, node);
    String type = part.required("type");
    ObjectNode made =
        switch (type) {
          case "input_text" -> Json.object().put("type", "text").put("text", part.required("text"));
          case "input_image" -> image(part);
          case "input_file" -> file(part);
          default ->
              throw Fields.cannot(
                  path + ".type",
                  node.path("type"),
                  "This model takes input_text, input_image and input_file");
        };
    part.done();
    return made;
  }

  private static ObjectNode image(Fields part) {
    String url = part.required("image_url");
    String lower = url.toLowerCase(Locale.ROOT);
    boolean embedded = lower.startsWith("data:") && lower.contains(";base64,");
    if (!embedded && !lower.startsWith("http://") && !lower.startsWith("https://")) {
      throw Fields.cannot(
          part.path("image_url"),
          Json.MAPPER.getNodeFactory().stringNode(url),
          "It must be an http, https or data address");
    }
    part.only("detail", "auto", "low", "high");
    ObjectNode made = Json.object().put("type", "image_url");
    made.putObject("image_url").put("url", url);
    return made;
  }

  private static ObjectNode file(Fields part) {
    String data = part.required("file_data");
    if (!data.startsWith("data:") || !data.contains(";base64,")) {
      throw Fields.cannot(
          part.path("file_data"),
          Json.MAPPER.getNodeFactory().stringNode(data),
          "It must be a data address in base64");
    }
    ObjectNode made = Json.object().put("type", "file");
    ObjectNode file = made.putObject("file").put("file_data", data);
    String name = part.text("filename");
    if (name != null) {
      file.put("filename", name);
    }
    return made;
  }
}
