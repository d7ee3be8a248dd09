package dev.plumbline.gateway.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.control.Provider;
import dev.plumbline.control.Provider.Dialect;
import dev.plumbline.gateway.call.Endpoint;
import dev.plumbline.gateway.call.LlmCall;
import dev.plumbline.gateway.dialect.CallReader;
import dev.plumbline.gateway.dialect.Json;
import dev.plumbline.kernel.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Pairs of requests and answers that mean the same in both dialects. */
class TranslationTest {
  private static final Provider OPENAI =
      Provider.of("openai", Dialect.OPENAI, "https://api.openai.com", null);
  private static final Provider ANTHROPIC =
      Provider.of("anthropic", Dialect.ANTHROPIC, "https://api.anthropic.com", null);

  private static String file(String name) throws IOException {
    try (InputStream stream =
        TranslationTest.class.getResourceAsStream("/dev/plumbline/gateway/pairs/" + name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static ObjectNode translated(Endpoint endpoint, String json) {
    Provider provider = endpoint == Endpoint.MESSAGES ? OPENAI : ANTHROPIC;
    LlmCall call =
        new CallReader().read("id", endpoint, json.getBytes(StandardCharsets.UTF_8), Map.of());
    return Translations.between(endpoint, provider)
        .orElseThrow()
        .request(call, "target-model", provider);
  }

  @ParameterizedTest
  @CsvSource({
    "CHAT_COMPLETIONS, chat-tools", "CHAT_COMPLETIONS, chat-rich",
    "MESSAGES, messages-tools", "MESSAGES, messages-rich"
  })
  void translatesRequests(Endpoint endpoint, String name) throws IOException {
    JsonNode made = translated(endpoint, file(name + ".json"));
    assertThat(Json.MAPPER.readTree(made.toString()))
        .isEqualTo(Json.MAPPER.readTree(file(name + ".made.json")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'n':2|n",
        "'seed':7|seed",
        "'logit_bias':{'50256':-100}|logit_bias",
        "'temperature':1.5|temperature",
        "'response_format':{'type':'json_object'}|response_format",
        "'tools':[{'type':'custom','custom':{'name':'x'}}]|tools[0].type",
        "'audio':{'voice':'alloy'}|audio",
        "'brand_new':true|brand_new",
        "'messages':[{'role':'user','content':[{'type':'input_audio'}]}]|messages[0].content[0].type",
        "'messages':[{'role':'user','content':'x','name':'Bob'}]|messages[0].name"
      })
  void namesWhatChatCompletionsAskInVain(String pair) {
    refuses(Endpoint.CHAT_COMPLETIONS, pair);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'top_k':40|top_k",
        "'tools':[{'type':'web_search_20250305','name':'web_search'}]|tools[0].type",
        "'stop_sequences':['1','2','3','4','5']|stop_sequences",
        "'mcp_servers':[{'url':'https://x'}]|mcp_servers",
        "'messages':[{'role':'user','content':[{'type':'search_result'}]}]|messages[0].content[0].type"
      })
  void namesWhatMessagesAskInVain(String pair) {
    refuses(Endpoint.MESSAGES, pair);
  }

  private static void refuses(Endpoint endpoint, String pair) {
    String field = pair.substring(0, pair.indexOf('|'));
    String rest =
        field.startsWith("'messages'") ? "" : ",'messages':[{'role':'user','content':'x'}]";
    String json = ("{'model':'m','max_tokens':9," + field + rest + "}").replace('\'', '"');
    assertThatThrownBy(() -> translated(endpoint, json))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("'" + pair.substring(pair.indexOf('|') + 1) + "'");
  }

  @Test
  void translatesAnswers() throws IOException {
    ObjectNode message = (ObjectNode) Json.MAPPER.readTree(file("message-answer.json"));
    ObjectNode chat = MessagesAnswer.toChat(message);
    chat.remove("created");
    assertThat(Json.MAPPER.readTree(chat.toString()))
        .isEqualTo(Json.MAPPER.readTree(file("message-answer.made.json")));
    ObjectNode given = (ObjectNode) Json.MAPPER.readTree(file("chat-answer.json"));
    assertThat(Json.MAPPER.readTree(ChatAnswer.toMessages(given).toString()))
        .isEqualTo(Json.MAPPER.readTree(file("chat-answer.made.json")));
  }

  @ParameterizedTest
  @CsvSource({
    "end_turn, stop",
    "stop_sequence, stop",
    "max_tokens, length",
    "tool_use, tool_calls",
    "refusal, content_filter",
    "model_context_window_exceeded, length"
  })
  void keepsTheReasonsToStop(String anthropic, String openAi) {
    assertThat(MessagesAnswer.finish(anthropic)).isEqualTo(openAi);
  }

  @Test
  void anAnswerCanBeSentBack() throws IOException {
    ObjectNode message = (ObjectNode) Json.MAPPER.readTree(file("message-answer.json"));
    ObjectNode chat = MessagesAnswer.toChat(message);
    ObjectNode next = Json.object().put("model", "m");
    next.putArray("messages")
        .add(Json.object().put("role", "user").put("content", "x"))
        .add(chat.path("choices").path(0).path("message"));
    ObjectNode made = translated(Endpoint.CHAT_COMPLETIONS, next.toString());
    assertThat(made.path("messages").path(1).path("content").path(1).path("input"))
        .isEqualTo(Json.object().put("city", "Paris"));
  }

  @Test
  void otherEndpointsSayWhatToUseInstead() {
    assertThatThrownBy(() -> Translations.between(Endpoint.EMBEDDINGS, ANTHROPIC))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("/v1/embeddings");
    assertThat(Translations.between(Endpoint.RESPONSES, OPENAI)).isEmpty();
  }
}
