package dev.plumbline.gateway.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.control.Provider;
import dev.plumbline.control.Provider.Dialect;
import dev.plumbline.gateway.answer.AnswerForm;
import dev.plumbline.gateway.answer.AnswerStream;
import dev.plumbline.gateway.answer.Tally;
import dev.plumbline.gateway.call.Demand;
import dev.plumbline.gateway.call.Endpoint;
import dev.plumbline.gateway.call.LlmCall;
import dev.plumbline.gateway.dialect.CallReader;
import dev.plumbline.gateway.dialect.Json;
import dev.plumbline.kernel.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Responses of providers that have none. */
class ResponsesTranslationTest {
  private static final Provider ANTHROPIC =
      Provider.of("anthropic", Dialect.ANTHROPIC, "https://api.anthropic.com", null);
  private static final Provider CHAT_ONLY =
      new Provider(
          "vllm",
          Dialect.OPENAI,
          "http://localhost:8000",
          null,
          new TreeMap<>(),
          new TreeMap<>(Map.of("responses", "/v1/chat/completions")),
          null,
          null,
          0,
          Provider.Breaker.USUAL,
          1);
  private static final String PLAIN = "{\"model\":\"m\",\"input\":\"Hi\",\"temperature\":0.5}";

  private static String file(String name) throws IOException {
    try (InputStream stream =
        Objects.requireNonNull(
            ResponsesTranslationTest.class.getResourceAsStream("/dev/plumbline/gateway/" + name))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static LlmCall call(String json) {
    return new CallReader()
        .read("id", Endpoint.RESPONSES, json.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  private static Translation to(Provider provider) {
    return Translations.between(Endpoint.RESPONSES, provider).orElseThrow();
  }

  private static ObjectNode json(String text) {
    return (ObjectNode) Json.MAPPER.readTree(text);
  }

  @Test
  void everythingWithACounterpartReachesMessages() throws IOException {
    ObjectNode made =
        to(ANTHROPIC).request(call(file("pairs/responses-rich.json")), "target-model", ANTHROPIC);
    assertThat(json(made.toString())).isEqualTo(json(file("pairs/responses-rich.made.json")));
  }

  @Test
  void aProviderSetUpWithoutResponsesGetsChatCompletions() throws IOException {
    assertThat(to(CHAT_ONLY).endpoint()).isEqualTo(Endpoint.CHAT_COMPLETIONS);
    ObjectNode made =
        to(CHAT_ONLY).request(call(file("pairs/responses-rich.json")), "m", CHAT_ONLY);
    assertThat(made.path("max_tokens").asInt()).isEqualTo(300);
    assertThat(made.path("stream_options").path("include_usage").asBoolean()).isTrue();
    assertThat(made.path("messages").valueStream().map(one -> one.path("role").asString()))
        .containsExactly("system", "user", "assistant", "tool", "tool");
    assertThat(made.path("messages").path(2).path("tool_calls")).hasSize(2);
    ObjectNode answer = to(CHAT_ONLY).answer(json(file("pairs/chat-answer.json")), call(PLAIN));
    assertThat(answer.path("object").asString()).isEqualTo("response");
    assertThat(answer.path("output")).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'input':'x','previous_response_id':'resp_1'|previous_response_id",
        "'input':'x','conversation':'conv_1'|conversation",
        "'input':'x','prompt':{'id':'p'}|prompt",
        "'input':'x','store':true|store",
        "'input':'x','background':true|background",
        "'input':'x','truncation':'auto'|truncation",
        "'input':'x','include':['message.output_text.logprobs']|include[0]",
        "'input':'x','temperature':1.5|temperature",
        "'input':'x','reasoning':{'effort':'extreme'}|reasoning.effort",
        "'input':'x','text':{'format':{'type':'json_object'}}|text.format",
        "'input':'x','text':{'verbosity':'low'}|text.verbosity",
        "'input':'x','tools':[{'type':'web_search'}]|tools[0].type",
        "'input':'x','tool_choice':{'type':'allowed_tools'}|tool_choice.type",
        "'input':'x','brand_new':1|brand_new",
        "'input':[{'type':'item_reference','id':'msg_1'}]|input[0].type",
        "'input':[{'role':'user','content':[{'type':'input_audio'}]}]|input[0].content[0].type",
        "'input':[{'role':'user','content':[{'type':'input_image','file_id':'f'}]}]|input[0].content[0].image_url",
        "'input':[{'role':'user','content':[{'type':'input_file','file_url':'http://x'}]}]|input[0].content[0].file_data",
        "'input':[{'type':'function_call','call_id':'c','name':'n','arguments':'['}]|input[0].arguments"
      })
  void namesWhatIsAskedInVain(String pair) {
    String field = pair.substring(0, pair.indexOf('|'));
    LlmCall call = call(("{'model':'m'," + field + "}").replace('\'', '"'));
    assertThatThrownBy(() -> to(ANTHROPIC).request(call, "m", ANTHROPIC))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("'" + pair.substring(pair.indexOf('|') + 1) + "'");
  }

  @Test
  void anAnswerRepeatsItsRequestAndCountsTheCache() throws IOException {
    ObjectNode answer = to(ANTHROPIC).answer(json(file("pairs/message-answer.json")), call(PLAIN));
    assertThat(answer.path("id").asString()).isEqualTo("resp_1");
    assertThat(answer.path("status").asString()).isEqualTo("completed");
    assertThat(answer.path("temperature").doubleValue()).isEqualTo(0.5);
    assertThat(answer.path("store").asBoolean()).isFalse();
    assertThat(answer.path("output").valueStream().map(item -> item.path("type").asString()))
        .containsExactly("reasoning", "message", "function_call");
    assertThat(answer.path("output").path(2).path("arguments").asString())
        .isEqualTo("{\"city\":\"Paris\"}");
    assertThat(answer.path("usage").path("input_tokens").asInt()).isEqualTo(35);
    assertThat(answer.path("usage").path("input_tokens_details").path("cached_tokens").asInt())
        .isEqualTo(20);
    assertThat(answer.path("usage").path("total_tokens").asInt()).isEqualTo(42);
  }

  @ParameterizedTest
  @CsvSource({
    "max_tokens, incomplete, max_output_tokens",
    "refusal, incomplete, content_filter",
    "end_turn, completed, "
  })
  void keepsTheReasonsToStop(String reason, String status, String detail) throws IOException {
    ObjectNode message = json(file("pairs/message-answer.json")).put("stop_reason", reason);
    ObjectNode answer = to(ANTHROPIC).answer(message, call(PLAIN));
    assertThat(answer.path("status").asString()).isEqualTo(status);
    assertThat(answer.path("incomplete_details").path("reason").asString(null)).isEqualTo(detail);
  }

  @Test
  void aStreamHasTheEventsOfResponsesInTheirOrder() throws IOException {
    List<JsonNode> events = streamed("answers/message-tools.sse");
    assertThat(events.stream().map(event -> event.path("type").asString().substring(9)))
        .containsExactly(
            "created",
            "in_progress",
            "output_item.added",
            "reasoning_summary_part.added",
            "reasoning_summary_text.delta",
            "reasoning_summary_text.done",
            "reasoning_summary_part.done",
            "output_item.done",
            "output_item.added",
            "content_part.added",
            "output_text.delta",
            "output_text.done",
            "content_part.done",
            "output_item.done",
            "output_item.added",
            "function_call_arguments.delta",
            "function_call_arguments.delta",
            "function_call_arguments.done",
            "output_item.done",
            "output_item.added",
            "function_call_arguments.delta",
            "function_call_arguments.done",
            "output_item.done",
            "completed");
    for (int i = 0; i < events.size(); i++) {
      assertThat(events.get(i).path("sequence_number").asInt()).isEqualTo(i);
    }
    JsonNode whole = events.getLast().path("response");
    assertThat(whole.path("output")).hasSize(4);
    assertThat(whole.path("output").path(2).path("arguments").asString())
        .isEqualTo("{\"city\": \"Paris\"}");
    assertThat(whole.path("output").path(3).path("arguments").asString()).isEqualTo("{}");
    assertThat(whole.path("usage").path("input_tokens").asInt()).isEqualTo(165);
    assertThat(whole.path("usage").path("output_tokens").asInt()).isEqualTo(89);
  }

  private static List<JsonNode> streamed(String name) throws IOException {
    Translation.Events events =
        to(ANTHROPIC).events(call(PLAIN), new Demand(12, -1, false, false, false));
    Tally tally = new Tally();
    Buffer out = new Buffer();
    AnswerStream answers =
        new AnswerStream(
            new Buffer().writeUtf8(file(name)), AnswerForm.of(Endpoint.MESSAGES, 1), tally);
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
}
