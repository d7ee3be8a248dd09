package dev.plumbline.gateway.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.gateway.answer.AnswerForm;
import dev.plumbline.gateway.answer.AnswerStream;
import dev.plumbline.gateway.answer.Tally;
import dev.plumbline.gateway.call.Endpoint;
import dev.plumbline.gateway.dialect.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Streams that mean the same in both dialects. */
class StreamTranslationTest {
  private static List<JsonNode> translated(String name, Endpoint from, Translation.Events events)
      throws IOException {
    Buffer source = new Buffer();
    try (InputStream stream =
        StreamTranslationTest.class.getResourceAsStream("/dev/plumbline/gateway/answers/" + name)) {
      source.readFrom(stream);
    }
    Tally tally = new Tally();
    AnswerStream answers = new AnswerStream(source, AnswerForm.of(from, 1), tally);
    Buffer out = new Buffer();
    for (AnswerStream.Step step = answers.next(); step != null; step = answers.next()) {
      if (step.data() != null) {
        out.write(events.event(step.data()));
      }
    }
    out.write(events.end(tally.counts()));
    List<JsonNode> made = new ArrayList<>();
    for (String line : out.readString(StandardCharsets.UTF_8).lines().toList()) {
      if (line.startsWith("data: {")) {
        made.add(Json.MAPPER.readTree(line.substring(6)));
      }
    }
    return made;
  }

  @Test
  void anthropicToolsBecomeToolCalls() throws IOException {
    List<JsonNode> chunks =
        translated("message-tools.sse", Endpoint.MESSAGES, new MessagesEvents(true));
    StringBuilder calls = new StringBuilder();
    StringBuilder text = new StringBuilder();
    StringBuilder thinking = new StringBuilder();
    for (JsonNode chunk : chunks) {
      assertThat(chunk.path("object").asString()).isEqualTo("chat.completion.chunk");
      assertThat(chunk.path("id").asString()).startsWith("msg_");
      JsonNode delta = chunk.path("choices").path(0).path("delta");
      text.append(delta.path("content").asString(""));
      thinking.append(delta.path("reasoning_content").asString(""));
      for (JsonNode call : delta.path("tool_calls")) {
        calls
            .append(call.path("index").asInt())
            .append(call.path("id").asString(""))
            .append(call.path("function").path("name").asString(""))
            .append(call.path("function").path("arguments").asString(""))
            .append('|');
      }
    }
    assertThat(calls.toString())
        .isEqualTo("0toolu_1get_weather|0{\"city\": \"Pa|0ris\"}|1toolu_2get_time|1{}|");
    assertThat(text.toString()).isEqualTo("Let me see.");
    assertThat(thinking.toString()).isEqualTo("Look it up.");
    JsonNode last = chunks.getLast();
    assertThat(last.path("usage").path("prompt_tokens").asInt()).isEqualTo(165);
    assertThat(last.path("usage").path("completion_tokens").asInt()).isEqualTo(89);
    assertThat(
            chunks.get(chunks.size() - 2).path("choices").path(0).path("finish_reason").asString())
        .isEqualTo("tool_calls");
  }

  @Test
  void openAiToolCallsBecomeBlocks() throws IOException {
    List<JsonNode> events =
        translated("chat-tools.sse", Endpoint.CHAT_COMPLETIONS, new ChatEvents("id", 12));
    assertThat(events.stream().map(event -> event.path("type").asString()))
        .containsExactly(
            "message_start",
            "content_block_start",
            "content_block_delta",
            "content_block_delta",
            "content_block_stop",
            "content_block_start",
            "content_block_delta",
            "content_block_stop",
            "message_delta",
            "message_stop");
    assertThat(events.getFirst().path("message").path("usage").path("input_tokens").asInt())
        .isEqualTo(12);
    assertThat(events.get(5).path("index").asInt()).isEqualTo(1);
    assertThat(events.get(5).path("content_block").path("name").asString()).isEqualTo("get_time");
    JsonNode end = events.get(8);
    assertThat(end.path("delta").path("stop_reason").asString()).isEqualTo("tool_use");
    assertThat(end.path("usage").path("input_tokens").asInt()).isEqualTo(3);
    assertThat(end.path("usage").path("cache_read_input_tokens").asInt()).isEqualTo(16);
  }

  @Test
  void textKeepsItsPieces() throws IOException {
    List<JsonNode> events =
        translated("chat.sse", Endpoint.CHAT_COMPLETIONS, new ChatEvents("id", 12));
    assertThat(
            events.stream()
                .filter(event -> event.path("type").asString().equals("content_block_delta"))
                .map(event -> event.path("delta").path("text").asString()))
        .containsExactly("Grüße ", "aus Köln 🌉");
    List<JsonNode> chunks = translated("message.sse", Endpoint.MESSAGES, new MessagesEvents(false));
    assertThat(
            chunks.stream()
                .map(chunk -> chunk.path("choices").path(0).path("delta").path("content"))
                .filter(JsonNode::isString)
                .map(JsonNode::asString))
        .containsExactly("", "Grüße ", "aus Köln 🌉");
    assertThat(chunks).noneMatch(chunk -> chunk.has("usage"));
  }
}
