package dev.plumbline.usage.source.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.CacheOutcome;
import dev.plumbline.usage.Charge;
import dev.plumbline.usage.Operation;
import dev.plumbline.usage.Status;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.source.ImportSummary;
import dev.plumbline.usage.source.Imports;
import dev.plumbline.usage.source.MemoryLedger;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportsTest {
  private final MemoryLedger ledger = new MemoryLedger();
  private Path folder = Path.of("");

  @BeforeEach
  void use(@TempDir Path temporary) {
    folder = temporary;
  }

  private ImportSummary run(String name, Supplier<RowMapper> mapper, String text)
      throws IOException {
    Path file = Files.writeString(folder.resolve("export"), text);
    return new Imports(folder).run(new FileSource(name, file, new TextRows(), mapper), ledger);
  }

  private static BigDecimal cost(UsageEvent event) {
    return Objects.requireNonNull(event.charge().cost()).total();
  }

  @Test
  void readsLiteLlmSpendLogs() throws IOException {
    String row =
        """
        {"request_id":"chatcmpl-1","call_type":"acompletion","api_key":"88dc28","spend":0.0123,\
        "prompt_tokens":1000,"completion_tokens":50,"startTime":"2026-01-31T10:00:00.000Z",\
        "endTime":"2026-01-31T10:00:02.500Z","completionStartTime":"2026-01-31T10:00:00.400Z",\
        "model":"anthropic/claude-sonnet-4-5","model_group":"smart","custom_llm_provider":\
        "anthropic","cache_hit":"False","team_id":"t1","end_user":"ann","request_tags":\
        "[\\"task:summary\\",\\"beta\\"]","metadata":{"user_api_key_alias":"web","usage_object":\
        {"prompt_tokens_details":{"cached_tokens":600,"cache_creation_tokens":100},\
        "completion_tokens_details":{"reasoning_tokens":20}}},"status":"success"}
        """;
    String unpriced = row.replace("chatcmpl-1", "chatcmpl-2").replace("0.0123", "0.0");
    String hit = unpriced.replace("chatcmpl-2", "chatcmpl-3").replace("False", "True");
    String failed = unpriced.replace("chatcmpl-2", "chatcmpl-4").replace("success", "failure");

    run("litellm", () -> new LiteLlmSpend(Imports.TIMES), row + unpriced + hit + failed);

    UsageEvent event = ledger.events().getFirst();
    assertThat(event.id()).isEqualTo("litellm:chatcmpl-1");
    assertThat(event.model()).isEqualTo("claude-sonnet-4-5");
    assertThat(event.requestedModel()).isEqualTo("smart");
    assertThat(event.tokens()).isEqualTo(new TokenCounts(300, 600, 100, 0, 50, 20));
    assertThat(cost(event)).isEqualByComparingTo("0.0123");
    assertThat(event.attribution().key()).isEqualTo("web");
    assertThat(event.attribution().department()).isEqualTo("t1");
    assertThat(event.attribution().user()).isEqualTo("ann");
    assertThat(event.attribution().tags())
        .containsExactlyInAnyOrderEntriesOf(Map.of("task", "summary", "beta", "true"));
    assertThat(event.delivery().latencyMillis()).isEqualTo(2500);
    assertThat(event.delivery().firstTokenMillis()).isEqualTo(400);
    assertThat(event.cache().outcome()).isEqualTo(CacheOutcome.MISS);
    assertThat(ledger.events().get(1).charge()).isEqualTo(Charge.UNKNOWN);
    assertThat(ledger.events().get(2).cache().outcome()).isEqualTo(CacheOutcome.EXACT);
    assertThat(cost(ledger.events().get(2))).isEqualByComparingTo("0");
    assertThat(ledger.events().get(3).delivery().status()).isEqualTo(Status.ERROR);
  }

  @Test
  void readsLiteLlmSpendLogsAsCsv() throws IOException {
    run(
        "litellm",
        () -> new LiteLlmSpend(Imports.TIMES),
        """
        request_id,call_type,spend,prompt_tokens,completion_tokens,startTime,model,metadata
        r1,aembedding,1e-06,10,0,2026-01-31 10:00:00.5,text-embedding-3-small,"{""status"":""success""}"
        """);

    UsageEvent event = ledger.events().getFirst();
    assertThat(event.operation()).isEqualTo(Operation.EMBEDDINGS);
    assertThat(event.provider()).isEqualTo("litellm");
    assertThat(cost(event)).isEqualByComparingTo("0.000001");
  }

  @Test
  void readsPortkeyLogsWhoseCostsAreCents() throws IOException {
    ImportSummary summary =
        run(
            "portkey",
            () -> new PortkeyLog(Imports.TIMES),
            """
            {"id":"p1","trace_id":"t1","created_at":"2026-01-31T10:00:00Z","is_success":1,\
            "ai_org":"vertex-ai","ai_model":"gemini-2.5-pro","req_units":100,"res_units":40,\
            "cost":12.5,"cost_currency":"USD","response_time":850,"response_status_code":200,\
            "cache_status":"SEMANTIC HIT","metadata":{"_user":"ann","env":"prod","x":"y"},\
            "response":{"usage":{"prompt_tokens_details":{"cached_tokens":30}}}}
            {"id":"p2","created_at":1769853600000,"ai_org":"openai","ai_model":"gpt-5",\
            "req_units":1,"res_units":0,"cost":0,"response_status_code":429}
            {"id":"p3","created_at":1769853600000,"ai_org":"openai","ai_model":"gpt-5",\
            "cost":3,"cost_currency":"EUR"}
            """);

    UsageEvent event = ledger.events().getFirst();
    assertThat(cost(event)).isEqualByComparingTo("0.125");
    assertThat(event.provider()).isEqualTo("google");
    assertThat(event.tokens()).isEqualTo(new TokenCounts(70, 30, 0, 0, 40, 0));
    assertThat(event.cache().outcome()).isEqualTo(CacheOutcome.SEMANTIC);
    assertThat(event.attribution().user()).isEqualTo("ann");
    assertThat(event.attribution().environment()).isEqualTo("prod");
    assertThat(event.attribution().tags()).containsOnly(Map.entry("x", "y"));
    assertThat(ledger.events().get(1).delivery().errorKind()).isEqualTo("rate_limit");
    assertThat(summary.rejections()).isEqualTo(1);
  }

  @Test
  void readsOpenRouterRequestsAndDays() throws IOException {
    run(
        "openrouter",
        () -> new OpenRouterActivity(Imports.TIMES),
        """
        generation_id,created_at,cost_total,byok_usage_inference,tokens_prompt,tokens_completion,\
        tokens_reasoning,tokens_cached,model_permaslug,provider_name,cancelled,user,\
        generation_time_ms,time_to_first_token_ms,api_key_name,app_name,num_search_results
        gen-1,2026-01-31 10:00:00.123,0.00215,0,120,80,20,40,openai/gpt-5,OpenAI,false,ann,900,\
        200,dev,Shop,3
        """);
    ImportSummary days =
        run(
            "openrouter",
            () -> new OpenRouterActivity(Imports.TIMES),
            """
            {"data":[{"date":"2026-01-30","model":"openai/gpt-4.1","endpoint_id":"e1",\
            "provider_name":"OpenAI","usage":0.015,"byok_usage_inference":0.012,"requests":5,\
            "prompt_tokens":50,"completion_tokens":125,"reasoning_tokens":25},
            {"date":"2030-01-01","model":"openai/gpt-4.1","usage":1,"requests":1}]}
            """);

    UsageEvent request = ledger.events().getFirst();
    assertThat(request.tokens()).isEqualTo(new TokenCounts(80, 40, 0, 0, 80, 20));
    assertThat(cost(request)).isEqualByComparingTo("0.00215");
    assertThat(request.extras().searches()).isEqualTo(1);
    assertThat(request.attribution().tags()).containsEntry("app", "Shop");
    UsageEvent day = ledger.events().get(1);
    assertThat(day.requests()).isEqualTo(5);
    assertThat(cost(day)).isEqualByComparingTo("0.027");
    assertThat(day.time()).isEqualTo("2026-01-30T00:00:00Z");
    assertThat(days.rejected().values().iterator().next().examples().getFirst().detail())
        .contains("not over");
  }
}
