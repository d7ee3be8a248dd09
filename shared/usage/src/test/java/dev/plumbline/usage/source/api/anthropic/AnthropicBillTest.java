package dev.plumbline.usage.source.api.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.Cost;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.source.ImportSummary;
import dev.plumbline.usage.source.MemoryLedger;
import dev.plumbline.usage.source.http.ApiClient;
import dev.plumbline.usage.source.http.ApiTesting;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnthropicBillTest {
  private static final Instant SINCE = Instant.parse("2026-03-08T00:00:00Z");

  private final ApiTesting server = new ApiTesting();
  private final MemoryLedger ledger = new MemoryLedger();
  @TempDir private Path home;

  @AfterEach
  void stop() {
    server.close();
  }

  private ApiClient client() {
    return server.client(Anthropic.server(server.url(), "k"));
  }

  private ImportSummary costs() {
    return ApiTesting.run(home, Anthropic.costs(client(), "test", SINCE, ApiTesting.NOW), ledger);
  }

  private ImportSummary claudeCode() {
    return ApiTesting.run(
        home, Anthropic.claudeCode(client(), "test", SINCE, ApiTesting.NOW), ledger);
  }

  private static String line(String amount, String type, String tokens, String model) {
    return """
    {"currency":"USD","amount":"%s","workspace_id":null,"description":"%s Usage - %s",
     "cost_type":"%s","context_window":"0-200k","model":%s,"service_tier":"standard",
     "token_type":%s,"inference_geo":null}\
    """
        .formatted(
            amount,
            model,
            tokens,
            type,
            model.isEmpty() ? null : '"' + model + '"',
            tokens.isEmpty() ? null : '"' + tokens + '"');
  }

  @Test
  void readsCentsWithDecimals() {
    String lines =
        String.join(
            ",",
            line("123.78912", "tokens", "uncached_input_tokens", "claude-opus-4-6"),
            line("12.5", "tokens", "cache_read_input_tokens", "claude-opus-4-6"),
            line("2", "tokens", "cache_creation.ephemeral_1h_input_tokens", "claude-opus-4-6"),
            line("2000000", "tokens", "output_tokens", "claude-opus-4-6"),
            line("40", "web_search", "", ""),
            line("0.00", "code_execution", "", ""));
    server.json(
        """
        {"data":[{"starting_at":"2026-03-08T00:00:00Z","ending_at":"2026-03-09T00:00:00Z",
         "results":[%s]}],"has_more":false,"next_page":null}\
        """
            .formatted(lines));
    assertThat(costs().added()).isEqualTo(5);
    List<UsageEvent> events = ledger.events();
    assertThat(cost(events.get(0)).uncachedInput()).isEqualTo("1.237891200000");
    assertThat(cost(events.get(1)).cacheRead()).isEqualByComparingTo("0.125");
    assertThat(cost(events.get(2)).cacheWrite()).isEqualByComparingTo("0.02");
    assertThat(cost(events.get(3)).output()).isEqualByComparingTo("20000");
    assertThat(cost(events.get(4)).other()).isEqualByComparingTo("0.4");
    assertThat(events.get(4).model()).isEqualTo("web_search");
    assertThat(server.request().getUrl().queryParameterValues("group_by[]"))
        .containsExactly("workspace_id", "description");
    assertThat(costs().added()).isZero();
    assertThat(server.requests()).isEqualTo(1);
  }

  private static String day(String date, String actor) {
    return """
    {"data":[{"date":"%s","actor":%s,"organization_id":"o","customer_type":"api",
     "terminal_type":"vscode","core_metrics":{"num_sessions":5},
     "model_breakdown":[{"model":"claude-sonnet-4-5-20250929",
      "tokens":{"input":100,"output":35,"cache_read":10,"cache_creation":5},
      "estimated_cost":{"currency":"USD","amount":1025}}]}],
     "has_more":false,"next_page":null}\
    """
        .formatted(date, actor);
  }

  @Test
  void readsClaudeCodeDayByDay() {
    server
        .json(
            day(
                "2026-03-08T00:00:00Z",
                "{\"type\":\"user_actor\",\"email_address\":\"a@b.example\"}"))
        .json(day("2026-03-09T00:00:00Z", "{\"type\":\"api_actor\",\"api_key_name\":\"build\"}"));
    ImportSummary summary = claudeCode();
    assertThat(summary.added()).isEqualTo(2);
    UsageEvent event = ledger.events().getFirst();
    assertThat(event.time()).isEqualTo("2026-03-08T00:00:00Z");
    assertThat(event.tokens()).isEqualTo(new TokenCounts(100, 10, 5, 0, 35, 0));
    assertThat(event.attribution().user()).isEqualTo("a@b.example");
    assertThat(cost(event).total()).isEqualByComparingTo("10.25");
    assertThat(ledger.events().get(1).attribution().key()).isEqualTo("build");
    assertThat(server.request().getUrl().queryParameter("starting_at")).isEqualTo("2026-03-08");
    assertThat(claudeCode().added()).isZero();
    assertThat(server.requests()).isEqualTo(2);
  }

  private static Cost cost(UsageEvent event) {
    return Objects.requireNonNull(event.charge().cost());
  }
}
