package dev.plumbline.gateway.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import dev.plumbline.usage.Status;
import dev.plumbline.usage.UsageEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official SDKs for Java work unchanged. */
class JavaSdkTest {
  private static final String STAND_IN = "This is Plumbline's stand-in";
  private static final List<String> BOTH = List.of("gpt-4o-mini", "claude-haiku-4-5");

  private final NodeSdk others = new NodeSdk();
  private House house;

  @BeforeEach
  void open(@TempDir Path home) {
    house = new House(home, others.entries());
  }

  @AfterEach
  void close() {
    house.close();
  }

  private OpenAIClient openAi(String key) {
    return OpenAIOkHttpClient.builder()
        .apiKey(key)
        .baseUrl(house.url() + "/v1")
        .maxRetries(0)
        .build();
  }

  private AnthropicClient anthropic(String key) {
    return AnthropicOkHttpClient.builder().apiKey(key).baseUrl(house.url()).maxRetries(0).build();
  }

  private static ChatCompletionCreateParams.Builder chat(String model) {
    return ChatCompletionCreateParams.builder()
        .model(model)
        .maxCompletionTokens(100)
        .addUserMessage("Name a river.");
  }

  private static MessageCreateParams message(String model) {
    return MessageCreateParams.builder()
        .model(model)
        .maxTokens(100)
        .addUserMessage("Name a river.")
        .build();
  }

  @Test
  void chatsPlainAndStreamedWithModelsOfBothDialects() {
    OpenAIClient client = openAi(house.key());
    for (String model : BOTH) {
      ChatCompletion plain = client.chat().completions().create(chat(model).build());
      assertThat(plain.choices().getFirst().message().content().orElseThrow()).startsWith(STAND_IN);
      ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
      ChatCompletionStreamOptions usage =
          ChatCompletionStreamOptions.builder().includeUsage(true).build();
      try (var stream =
          client.chat().completions().createStreaming(chat(model).streamOptions(usage).build())) {
        for (ChatCompletionChunk chunk :
            (Iterable<ChatCompletionChunk>) stream.stream()::iterator) {
          whole.accumulate(chunk);
        }
      }
      ChatCompletion streamed = whole.chatCompletion();
      assertThat(streamed.choices().getFirst().message().content())
          .isEqualTo(plain.choices().getFirst().message().content());
      assertThat(streamed.usage().orElseThrow().totalTokens())
          .isEqualTo(plain.usage().orElseThrow().totalTokens())
          .isPositive();
    }
    client.close();
    settled(4);
  }

  @Test
  void sendsMessagesPlainAndStreamedToModelsOfBothDialects() {
    AnthropicClient client = anthropic(house.key());
    for (String model : BOTH) {
      Message plain = client.messages().create(message(model));
      assertThat(plain.content().getFirst().asText().text()).startsWith(STAND_IN);
      MessageAccumulator whole = MessageAccumulator.create();
      try (var stream = client.messages().createStreaming(message(model))) {
        for (RawMessageStreamEvent event :
            (Iterable<RawMessageStreamEvent>) stream.stream()::iterator) {
          whole.accumulate(event);
        }
      }
      assertThat(whole.message().content().getFirst().asText().text())
          .isEqualTo(plain.content().getFirst().asText().text());
      assertThat(whole.message().usage().outputTokens())
          .isEqualTo(plain.usage().outputTokens())
          .isPositive();
    }
    long counted =
        client
            .messages()
            .countTokens(
                MessageCountTokensParams.builder()
                    .model("claude-haiku-4-5")
                    .addUserMessage("Name a river.")
                    .build())
            .inputTokens();
    assertThat(counted).isPositive();
    client.close();
    settled(5);
  }

  @Test
  void usesResponsesWithModelsOfBothDialects() {
    OpenAIClient client = openAi(house.key());
    for (String model : BOTH) {
      ResponseCreateParams ask =
          ResponseCreateParams.builder()
              .model(model)
              .instructions("Be brief.")
              .input("Name a river.")
              .build();
      Response plain = client.responses().create(ask).validate();
      assertThat(text(plain)).startsWith(STAND_IN);
      ResponseAccumulator whole = ResponseAccumulator.create();
      try (var stream = client.responses().createStreaming(ask)) {
        for (ResponseStreamEvent event :
            (Iterable<ResponseStreamEvent>) stream.stream()::iterator) {
          whole.accumulate(event.validate());
        }
      }
      assertThat(text(whole.response())).isEqualTo(text(plain));
      assertThat(whole.response().usage().orElseThrow().totalTokens())
          .isEqualTo(plain.usage().orElseThrow().totalTokens())
          .isPositive();
    }
    client.close();
    settled(4);
  }

  private static String text(Response response) {
    return response.output().stream()
        .flatMap(item -> item.message().stream())
        .flatMap(one -> one.content().stream())
        .flatMap(part -> part.outputText().stream())
        .map(part -> part.text())
        .collect(Collectors.joining());
  }

  @Test
  void usesEmbeddingsAndModels() {
    OpenAIClient client = openAi(house.key());
    assertThat(
            client
                .embeddings()
                .create(
                    EmbeddingCreateParams.builder()
                        .model("text-embedding-3-small")
                        .input("a river")
                        .build())
                .data())
        .hasSize(1);
    assertThat(client.models().list().autoPager().stream().map(model -> model.id()))
        .containsAll(BOTH);
    client.close();
    settled(1);
  }

  @Test
  void throwsTheirOwnErrors() {
    OpenAIClient client = openAi("pl-" + "a".repeat(12) + "-" + "b".repeat(48));
    UnauthorizedException unknown =
        catchThrowableOfType(
            UnauthorizedException.class,
            () -> client.chat().completions().create(chat("gpt-4o-mini").build()));
    assertThat(unknown.code()).contains("invalid_api_key");
    client.close();
    AnthropicClient poor = anthropic(others.poor());
    assertThat(
            catchThrowableOfType(
                com.anthropic.errors.PaymentRequiredException.class,
                () -> poor.messages().create(message("claude-haiku-4-5"))))
        .hasMessageContaining("Nearly nothing");
    poor.close();
    OpenAIClient slowed = openAi(others.slowed());
    assertThat(slowed.chat().completions().create(chat("gpt-4o-mini").build()).choices())
        .isNotEmpty();
    assertThat(
            catchThrowableOfType(
                com.openai.errors.RateLimitException.class,
                () -> slowed.chat().completions().create(chat("gpt-4o-mini").build())))
        .hasMessageContaining("1 requests");
    slowed.close();
  }

  private void settled(int requests) {
    assertThat(house.guard().open()).isEmpty();
    List<UsageEvent> ledger = house.ledger();
    assertThat(ledger)
        .hasSize(requests)
        .allMatch(event -> event.delivery().status() == Status.OK)
        .allMatch(event -> event.charge().cost() != null);
  }
}
