package dev.plumbline.gateway.route;

import static dev.plumbline.gateway.route.Parts.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.control.Provider;
import dev.plumbline.control.Provider.Dialect;
import dev.plumbline.gateway.call.Endpoint;
import dev.plumbline.kernel.Failure;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What providers get to see. */
class SentRequestTest {
  private static final String ASK = "{'model':'a','messages':[{'role':'user','content':'Hi'}]}";
  private MockWebServer server;
  private Parts parts;

  @BeforeEach
  void start() throws IOException {
    server = new MockWebServer();
    server.start();
    String url = server.url("/").toString();
    parts = new Parts().openAi("openai", url).anthropic("anthropic", url);
  }

  @AfterEach
  void stop() {
    parts.close();
    server.close();
  }

  private static String text(RecordedRequest request) {
    ByteString body = request.getBody();
    return body == null ? "" : body.utf8();
  }

  @Test
  void sendsTheBodyAsItCameButForTheModel() throws Exception {
    server.enqueue(Fixtures.answer("chat.sse"));
    String odd = "{ 'new_field' : 1.50, 'model':'alias' , 'messages':[], 'stream': true}";
    parts.send(Endpoint.CHAT_COMPLETIONS, odd, target("openai", "gpt-4.1"));
    RecordedRequest sent = server.takeRequest();
    assertThat(text(sent))
        .isEqualTo(
            odd.replace("'alias'", "'gpt-4.1','stream_options':{'include_usage':true}")
                .replace('\'', '"'));
    assertThat(sent.getTarget()).isEqualTo("/v1/chat/completions");
    assertThat(sent.getHeaders().get("authorization")).isEqualTo("Bearer sk-test");
    server.enqueue(Fixtures.answer("message.json"));
    parts.send(Endpoint.MESSAGES, ASK, target("anthropic", "claude"));
    RecordedRequest message = server.takeRequest();
    assertThat(message.getHeaders().get("x-api-key")).isEqualTo("sk-ant");
    assertThat(message.getHeaders().get("anthropic-version")).isEqualTo("2023-06-01");
    assertThat(message.getHeaders().get("authorization")).isNull();
  }

  @Test
  void keepsTheOptionsOfAStream() throws Exception {
    server.enqueue(Fixtures.answer("chat.sse"));
    parts.send(
        Endpoint.CHAT_COMPLETIONS,
        "{'model':'a','stream':true,'stream_options':{'include_obfuscation':false},'messages':[]}",
        target("openai", "m"));
    assertThat(text(server.takeRequest()))
        .contains("include_obfuscation")
        .contains("include_usage");
  }

  private Provider azure() {
    return new Provider(
        "azure",
        Dialect.OPENAI,
        server.url("/").toString(),
        "env:OPENAI_KEY",
        new TreeMap<>(Map.of("api-key", "${key}")),
        new TreeMap<>(Map.of("chat_completions", "/openai/deployments/{model}/chat?api-version=1")),
        null,
        null,
        0,
        Provider.Breaker.USUAL,
        1);
  }

  @Test
  void putsKeyAndModelWhereTheProviderWantsThem() throws Exception {
    parts.providers.add(azure());
    server.enqueue(Fixtures.answer("chat.json"));
    parts.send(Endpoint.CHAT_COMPLETIONS, ASK, target("azure", "gpt-4.1"));
    RecordedRequest sent = server.takeRequest();
    assertThat(sent.getTarget()).isEqualTo("/openai/deployments/gpt-4.1/chat?api-version=1");
    assertThat(sent.getHeaders().get("api-key")).isEqualTo("sk-test");
    assertThat(sent.getHeaders().get("authorization")).isNull();
  }

  @Test
  void aModelsNameEndsNoPath() throws Exception {
    parts.providers.add(azure());
    server.enqueue(Fixtures.answer("chat.json"));
    parts.send(Endpoint.CHAT_COMPLETIONS, ASK, target("azure", "org/m x?key=1#a%2e"));
    assertThat(server.takeRequest().getTarget())
        .isEqualTo("/openai/deployments/org/m%20x%3Fkey%3D1%23a%252e/chat?api-version=1");
    for (String model : new String[] {"../../admin", "/evil", "a\\..\\b"}) {
      assertThatThrownBy(() -> parts.send(Endpoint.CHAT_COMPLETIONS, ASK, target("azure", model)))
          .isInstanceOf(Failure.InvalidInput.class);
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }
}
