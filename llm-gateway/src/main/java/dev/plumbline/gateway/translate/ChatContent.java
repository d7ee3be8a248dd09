package dev.plumbline.gateway.translate;

import dev.plumbline.gateway.dialect.Json;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes Anthropic's content blocks of OpenAI's content parts. */
final class ChatContent {
  private static final String DATA = "data:";
  private static final String BASE64 = ";base64,";

  private ChatContent() {}

  /** Texts only, as system prompts and answers are. */
  static void texts(ArrayNode blocks, String path, @Nullable JsonNode content) {
    int before = blocks.size();
    parts(blocks, path, content);
    for (int i = before; i < blocks.size(); i++) {
      if (!blocks.get(i).path("type").asString().equals("text")) {
        throw Fields.cannot(
            "%s[%d]".formatted(path, i - before),
            content == null ? Json.object() : content.path(i - before),
            "Only texts can stand here");
      }
    }
  }

  /** Everything that a user may show. */
  static void parts(ArrayNode blocks, String path, @Nullable JsonNode content) {
    if (content == null) {
      return;
    }
    if (content.isString()) {
      text(blocks, content.stringValue());
      return;
    }
    if (!content.isArray()) {
      throw Fields.cannot(path, content, "It must be a text or a list of parts");
    }
    for (int i = 0; i < content.size(); i++) {
      part(blocks, "%s[%d]".formatted(path, i), content.path(i));
    }
  }

  /** Anthropic takes no empty text. */
  private static @Nullable ObjectNode text(ArrayNode blocks, String text) {
    return text.isEmpty() ? null : blocks.addObject().put("type", "text").put("text", text);
  }

  private static void part(ArrayNode blocks, String path, JsonNode node) {
    Fields part = new Fields(path, node);
    String type = part.required("type");
    JsonNode cache = part.take("cache_control");
    ObjectNode block =
        switch (type) {
          case "text" -> text(blocks, part.required("text"));
          case "refusal" -> text(blocks, part.required("refusal"));
          case "image_url" -> image(blocks, part);
          case "file" -> file(blocks, part);
          default ->
              throw Fields.cannot(
                  path + ".type", node.path("type"), "This model takes text, image_url and file");
        };
    if (block != null && cache != null) {
      block.set("cache_control", cache);
    }
    part.done();
  }

  private static ObjectNode image(ArrayNode blocks, Fields part) {
    JsonNode given = part.take("image_url");
    Fields image = new Fields(part.path("image_url"), given == null ? Json.object() : given);
    String url = image.required("url");
    image.only("detail", "auto", "low", "high");
    image.done();
    ObjectNode block = blocks.addObject().put("type", "image");
    if (url.startsWith(DATA)) {
      data(block, image.path("url"), url);
    } else if (url.toLowerCase(Locale.ROOT).startsWith("http")) {
      block.putObject("source").put("type", "url").put("url", url);
    } else {
      throw Fields.cannot(
          image.path("url"),
          Json.MAPPER.getNodeFactory().stringNode(url),
          "It must be an http, https or data address");
    }
    return block;
  }

  private static ObjectNode file(ArrayNode blocks, Fields part) {
    JsonNode given = part.take("file");
    Fields file = new Fields(part.path("file"), given == null ? Json.object() : given);
    ObjectNode block = blocks.addObject().put("type", "document");
    data(block, file.path("file_data"), file.required("file_data"));
    String name = file.text("filename");
    if (name != null) {
      block.put("title", name);
    }
    file.done();
    return block;
  }

  private static void data(ObjectNode block, String path, String url) {
    int mark = url.indexOf(BASE64);
    if (!url.startsWith(DATA) || mark < 0) {
      throw Fields.cannot(
          path,
          Json.MAPPER.getNodeFactory().stringNode(url),
          "It must be a data address in base64");
    }
    block
        .putObject("source")
        .put("type", "base64")
        .put("media_type", url.substring(DATA.length(), mark))
        .put("data", url.substring(mark + BASE64.length()));
  }
}
