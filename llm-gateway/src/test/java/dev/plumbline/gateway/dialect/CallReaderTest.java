package dev.plumbline.gateway.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.control.Provider.Dialect;
import dev.plumbline.gateway.call.Demand;
import dev.plumbline.gateway.call.Endpoint;
import dev.plumbline.gateway.call.LlmCall;
import dev.plumbline.kernel.Failure;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read of requests, and what they need. */
class CallReaderTest {
  private static final Tokens TOKENS = new Tokens();

  private static LlmCall read(Endpoint endpoint, String json, Charset charset) {
    return new CallReader()
        .read(
            "id",
            endpoint,
            json.replace('\'', '"').getBytes(charset),
            Map.of(
                "Authorization", "Bearer pl-x",
                "X-Api-Key", "pl-x",
                "Host", "evil",
                "Connection", "x",
                "Anthropic-Beta", "tools-1",
                "OpenAI-Organization", "org",
                "anthropic-version", "bad\r\nx: y"));
  }

  private static Demand demand(Endpoint endpoint, String json) {
    return new Demands(TOKENS).of(read(endpoint, json, StandardCharsets.UTF_8));
  }

  @Test
  void readsWhatItMust() {
    LlmCall call =
        read(
            Endpoint.MESSAGES,
            "{'x':{'model':'no'},'model':'Grüße','stream':true,'n':1.10}",
            StandardCharsets.UTF_8);
    assertThat(call.model()).isEqualTo("Grüße");
    assertThat(call.stream()).isTrue();
    assertThat(call.headers()).containsExactly(Map.entry("anthropic-beta", "tools-1"));
    LlmCall.Wire wire = call.wire();
    assertThat(wire).isNotNull();
    assertThat(wire.bytes().substring(wire.modelStart(), wire.modelEnd()).utf8())
        .isEqualTo("\"Grüße\"");
    assertThat(call.body().toString()).contains("1.10");
  }

  @Test
  void readsOtherEncodingsFromTheTree() {
    LlmCall call = read(Endpoint.MESSAGES, "{'model':'m'}", StandardCharsets.UTF_16LE);
    assertThat(call.model()).isEqualTo("m");
    assertThat(call.wire()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          {'stream':true} | 'model' is missing
          {'model':5} | 'model' is 5
          {'model':''} | 'model' is ""
          {'model':'m','stream':'yes'} | 'stream' is
          {'model':'m','model':'n'} | twice
          {'model':'m'} x | usable JSON
          {'model':'m' | usable JSON
          [1] | not a JSON object
          """)
  void namesWhatIsWrong(String json, String message) {
    assertThatThrownBy(() -> read(Endpoint.MESSAGES, json, StandardCharsets.UTF_8))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining(message.replace("\"\"", "\""));
  }

  @Test
  void countsWithTheTokenizer() {
    Demand small =
        demand(
            Endpoint.CHAT_COMPLETIONS,
            "{'model':'gpt-4o','messages':[{'role':'user','content':'The quick brown fox"
                + " jumps'}]}");
    assertThat(small.inputTokens()).isBetween(12L, 13L);
    assertThat(small.maxOutputTokens()).isEqualTo(-1);
    Demand rich =
        demand(
            Endpoint.CHAT_COMPLETIONS,
            "{'model':'gpt-4o','n':3,'max_tokens':50,'max_completion_tokens':100,"
                + "'tools':[{'type':'function','function':{'name':'f'}}],"
                + "'response_format':{'type':'json_schema','json_schema':{}},"
                + "'messages':[{'role':'user','content':[{'type':'image_url',"
                + "'image_url':{'url':'data:image/png;base64,"
                + "A".repeat(100_000)
                + "'}}]}]}");
    assertThat(rich.maxOutputTokens()).isEqualTo(300);
    assertThat(rich.tools()).isTrue();
    assertThat(rich.vision()).isTrue();
    assertThat(rich.structured()).isTrue();
    assertThat(rich.inputTokens()).isBetween(1_600L, 1_700L);
    assertThat(demand(Endpoint.EMBEDDINGS, "{'model':'m','input':[[1,2,3],[4]]}"))
        .isEqualTo(new Demand(7, 0, false, false, false));
  }

  @Test
  void countsVeryLongTextsInLinearTime() {
    String text = "Lorem ipsum dolor sit amet, consectetur. ".repeat(50_000);
    demand(Endpoint.COMPLETIONS, "{'model':'m','prompt':'warm up'}");
    long began = System.nanoTime();
    Demand demand = demand(Endpoint.COMPLETIONS, "{'model':'m','prompt':'" + text + "'}");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
    assertThat(demand.inputTokens()).isBetween(395_000L, 405_000L);
  }

  @ParameterizedTest
  @CsvSource({"max_tokens, -1", "max_tokens, '\"9\"'", "max_tokens, 1.5", "n, 0", "n, 1e99"})
  void refusesBoundsThatAreNone(String field, String value) {
    assertThatThrownBy(
            () -> demand(Endpoint.CHAT_COMPLETIONS, "{'model':'m','" + field + "':" + value + "}"))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("'" + field + "'");
  }

  @Test
  void writesErrorsInBothDialects() {
    DialectErrors errors = new DialectErrors();
    assertThat(new String(errors.body(Dialect.OPENAI, 402, "c", "m"), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"error\":{\"message\":\"m\",\"type\":\"insufficient_quota\",\"param\":null,\"code\":\"c\"}}");
    assertThat(new String(errors.body(Dialect.ANTHROPIC, 429, "c", "m"), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"m\",\"code\":\"c\"}}");
  }
}
