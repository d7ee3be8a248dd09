package dev.plumbline.usage.source.api.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.usage.Cost;
import dev.plumbline.usage.Operation;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.source.ImportSummary;
import dev.plumbline.usage.source.MemoryLedger;
import dev.plumbline.usage.source.http.ApiTesting;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenAiCostsTest {
  private final ApiTesting server = new ApiTesting();
  private final MemoryLedger ledger = new MemoryLedger();
  @TempDir private Path home;

  @AfterEach
  void stop() {
    server.close();
  }

  private ImportSummary run() {
    Instant since = Instant.parse("2026-03-07T05:00:00Z");
    return ApiTesting.run(
        home,
        OpenAi.costs(
            server.client(OpenAi.server(server.url(), "k")), "test", since, ApiTesting.NOW),
        ledger);
  }

  private static String line(String item, String value, String currency) {
    return """
    {"object":"organization.costs.result","amount":{"value":%s,"currency":"%s"},
     "line_item":"%s","project_id":"proj_a","api_key_id":null}\
    """
        .formatted(value, currency, item);
  }

  private static String page(String... lines) {
    long day = Instant.parse("2026-03-07T00:00:00Z").getEpochSecond();
    return """
    {"object":"page","has_more":false,"next_page":null,"data":[
     {"object":"bucket","start_time":%d,"end_time":%d,"results":[%s]}]}\
    """
        .formatted(day, day + 86_400, String.join(",", lines));
  }

  @Test
  void keepsEachLineOfTheBillByItsPart() {
    server.json(
        page(
            line("gpt-4o-2024-08-06, input", "0.1234567890123", "usd"),
            line("gpt-4o-2024-08-06, cached input", "\"0.01\"", "USD"),
            line("gpt-4o-2024-08-06, output", "1.25", "usd"),
            line("web search tool calls", "0.06", "usd"),
            line("nothing", "0.0", "usd")));
    assertThat(run().added()).isEqualTo(4);
    List<UsageEvent> events = ledger.events();
    assertThat(events)
        .extracting(UsageEvent::model)
        .containsExactly(
            "gpt-4o-2024-08-06", "gpt-4o-2024-08-06", "gpt-4o-2024-08-06", "web search tool calls");
    assertThat(cost(events.get(0)).uncachedInput()).isEqualTo("0.123456789012");
    assertThat(cost(events.get(1)).cacheRead()).isEqualByComparingTo("0.01");
    assertThat(cost(events.get(2)).output()).isEqualByComparingTo("1.25");
    assertThat(cost(events.get(3)).other()).isEqualByComparingTo("0.06");
    assertThat(events.get(3).operation()).isEqualTo(Operation.FUNCTION);
    assertThat(events.get(3).source()).isEqualTo("openai-costs");
    assertThat(server.request().getUrl().queryParameter("start_time"))
        .isEqualTo("" + Instant.parse("2026-03-07T00:00:00Z").getEpochSecond());
  }

  @Test
  void keepsWhatIsNotInDollarsApart() {
    server.json(page(line("gpt-4o, input", "3", "eur"), line("gpt-4o, output", "-0.5", "usd")));
    ImportSummary summary = run();
    assertThat(summary.rejections()).isEqualTo(1);
    assertThat(cost(ledger.events().getFirst()).total())
        .isEqualByComparingTo(new BigDecimal("-0.5"));
  }

  @Test
  void runningTwiceAddsNothing() {
    server.json(page(line("gpt-4o, input", "3", "usd"), line("gpt-4o, input", "4", "usd")));
    assertThat(run().added()).isEqualTo(2);
    assertThat(run().added()).isZero();
    assertThat(server.requests()).isEqualTo(1);
  }

  private static Cost cost(UsageEvent event) {
    Cost cost = event.charge().cost();
    assertThat(cost).isNotNull();
    return java.util.Objects.requireNonNull(cost);
  }
}
