package dev.plumbline.gateway.route;

import static dev.plumbline.gateway.route.Parts.call;
import static dev.plumbline.gateway.route.Parts.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.control.Provider;
import dev.plumbline.control.Provider.Dialect;
import dev.plumbline.gateway.call.Endpoint;
import dev.plumbline.gateway.call.Outcome;
import dev.plumbline.gateway.standin.StandInProvider;
import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.PlumblineHome;
import dev.plumbline.usage.price.Prices;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A route sends no target what it cannot take. */
class CapabilitiesTest {
  private static final String MARKED_MESSAGE =
      """
      {'model':'alias','max_tokens':9,'system':[{'type':'text','text':'Be brief.',\
      'cache_control':{'type':'ephemeral'}}],'messages':[{'role':'user','content':'Hi'}]}\
      """;
  private static final String MARKED_CHAT =
      """
      {'model':'alias','messages':[{'role':'user','content':[{'type':'text','text':'Hi',\
      'cache_control':{'type':'ephemeral'}}]}]}\
      """;
  private static final String MARKED_TOOL =
      """
      {'model':'alias','messages':[{'role':'user','content':'Hi'}],'tools':[{'type':'function',\
      'cache_control':{'type':'ephemeral'},'function':{'name':'f'}}]}\
      """;

  @TempDir Path home;
  private StandInProvider standIn;
  private Parts parts;

  @BeforeEach
  void start() {
    standIn = new StandInProvider();
    standIn.control().remember();
    parts =
        new Parts()
            .openAi("openai", standIn.url())
            .openAi("openrouter", standIn.url())
            .anthropic("anthropic", standIn.url());
  }

  @AfterEach
  void stop() {
    parts.close();
    standIn.close();
  }

  private String body() {
    return standIn.control().seen().getLast().body();
  }

  @Test
  void marksForAPromptCachePassAModelWithoutOne() {
    Outcome outcome =
        parts.send(
            call(Endpoint.MESSAGES, MARKED_MESSAGE),
            new Client(),
            target("anthropic", "claude-2", 0),
            target("anthropic", "claude-haiku-4-5", 1));
    assertThat(outcome.target()).isEqualTo(target("anthropic", "claude-haiku-4-5", 1));
    assertThat(body()).contains("\"cache_control\":{\"type\":\"ephemeral\"}");
    assertThatThrownBy(
            () -> parts.send(Endpoint.MESSAGES, MARKED_MESSAGE, target("anthropic", "claude-2")))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("'cache_control'")
        .hasMessageContaining("claude-2");
  }

  @Test
  void theyAreDroppedOnlyWhereTheRequestIsTranslatedAndTheCacheNeedsNone() {
    Outcome outcome =
        parts.send(Endpoint.MESSAGES, MARKED_MESSAGE, target("openai", "gpt-4o-mini"));
    assertThat(outcome.httpStatus()).isEqualTo(200);
    assertThat(body()).contains("Be brief.").doesNotContain("cache_control");
    parts.send(Endpoint.CHAT_COMPLETIONS, MARKED_CHAT, target("anthropic", "claude-haiku-4-5"));
    assertThat(body()).contains("cache_control");
  }

  @ParameterizedTest
  @CsvSource({"chat", "tool"})
  void aProviderThatRefusesThemIsPassedOverForOneThatTakesThem(String where) {
    Outcome outcome =
        parts.send(
            call(Endpoint.CHAT_COMPLETIONS, where.equals("chat") ? MARKED_CHAT : MARKED_TOOL),
            new Client(),
            target("openai", "gpt-4o-mini", 0),
            target("openrouter", "anthropic/claude-haiku-4.5", 1));
    assertThat(outcome.target()).isEqualTo(target("openrouter", "anthropic/claude-haiku-4.5", 1));
    assertThat(body()).contains("cache_control");
    assertThat(standIn.control().requests()).isEqualTo(1);
  }

  @Test
  void batchesGoWhereTheyHaveAPrice() {
    String batch =
        "{'model':'alias','service_tier':'batch','messages':[{'role':'user','content':'Hi'}]}";
    Outcome outcome =
        parts.send(
            call(Endpoint.CHAT_COMPLETIONS, batch),
            new Client(),
            target("openrouter", "openai/gpt-4o-mini", 0),
            target("openai", "gpt-4o-mini", 1));
    assertThat(outcome.target()).isEqualTo(target("openai", "gpt-4o-mini", 1));
  }

  @ParameterizedTest
  @CsvSource({
    "anthropic, claude-haiku-4-5, true, true",
    "anthropic, claude-2, false, true",
    "openai, gpt-4o-mini, true, true",
    "openai, gpt-4, false, true",
    "nowhere, anything, true, false"
  })
  void knowsFromTheCatalogWhatIsCachedAndSoldInBatches(
      String provider, String model, boolean caching, boolean batch) {
    Prices prices =
        Prices.load(PlumblineHome.of(Map.of("PLUMBLINE_HOME", home.toString())), Optional.empty());
    Capabilities.Traits traits =
        new Capabilities(prices)
            .of(Provider.of(provider, Dialect.OPENAI, "http://localhost", null), model);
    assertThat(traits.promptCaching()).isEqualTo(caching);
    assertThat(traits.batch()).isEqualTo(batch);
  }
}
