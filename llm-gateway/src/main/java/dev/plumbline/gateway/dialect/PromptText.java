package dev.plumbline.gateway.dialect;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Gathers all that a model has to read of a request; not safe for several threads. */
final class PromptText {
  /** A large image; the most that Anthropic counts, and more than OpenAI's usual. */
  static final int IMAGE_TOKENS = 1_600;

  /** Encoded characters of a file, such as a PDF or a sound, for each token it may take. */
  static final int FILE_CHARS_PER_TOKEN = 20;

  /** What a chat puts around each message. */
  static final int MESSAGE_TOKENS = 4;

  private static final Set<String> IMAGES = Set.of("image", "image_url", "input_image");
  private static final Set<String> FILES = Set.of("document", "file", "input_file", "input_audio");
  private static final Set<String> LABELS =
      Set.of("type", "role", "id", "call_id", "tool_call_id", "tool_use_id", "cache_control");

  private final StringBuilder text = new StringBuilder();
  private long constant;
  private boolean vision;
  private boolean cacheMarks;

  /** Messages, prompts and other content. */
  void content(JsonNode node) {
    if (node.isString()) {
      text.append(node.stringValue()).append('\n');
    } else if (node.isArray()) {
      for (JsonNode element : node) {
        constant += element.has("role") ? MESSAGE_TOKENS : 0;
        content(element);
      }
    } else if (node.isObject()) {
      object(node);
    } else if (node.isNumber()) {
      constant++;
    }
  }

  /** Tools and schemas, which a model reads about as their JSON. */
  void definition(JsonNode node) {
    text.append(node).append('\n');
  }

  private void object(JsonNode node) {
    cacheMarks |= !Json.blank(node.get("cache_control"));
    String type = node.path("type").asString("");
    if (IMAGES.contains(type)) {
      vision = true;
      constant += IMAGE_TOKENS;
    } else if (FILES.contains(type)) {
      file(node);
    } else {
      node.forEachEntry((name, value) -> {
        if (name.equals("input") && value.isObject()) {
          definition(value);
        } else if (!LABELS.contains(name)) {
          content(value);
        }
      });
    }
  }

  private void file(JsonNode node) {
    JsonNode source = node.path("source");
    if (source.path("type").asString("").equals("text")) {
      content(source.path("data"));
    } else {
      constant += IMAGE_TOKENS + longest(node) / FILE_CHARS_PER_TOKEN;
    }
  }

  private static int longest(JsonNode node) {
    if (node.isString()) {
      return node.stringValue().length();
    }
    return node.valueStream().mapToInt(PromptText::longest).max().orElse(0);
  }

  String text() {
    return text.toString();
  }

  long constant() {
    return constant;
  }

  boolean vision() {
    return vision;
  }

  boolean cacheMarks() {
    return cacheMarks;
  }
}
