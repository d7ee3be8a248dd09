package dev.plumbline.usage.source.otel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.Status;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.source.ImportSummary;
import dev.plumbline.usage.source.Imports;
import dev.plumbline.usage.source.MemoryLedger;
import dev.plumbline.usage.source.table.FileSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenAiSpanTest {
  private static final String DOCUMENT =
      """
      {"resourceSpans":[{"resource":{"attributes":[
        {"key":"service.name","value":{"stringValue":"shop"}},
        {"key":"deployment.environment.name","value":{"stringValue":"prod"}}]},
       "scopeSpans":[{"scope":{"name":"x"},"spans":[
        {"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174","name":"chat",
         "startTimeUnixNano":"1769846400000000000","endTimeUnixNano":"1769846401500000000",
         "attributes":[
          {"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},
          {"key":"gen_ai.provider.name","value":{"stringValue":"aws.bedrock"}},
          {"key":"gen_ai.request.model","value":{"stringValue":"smart"}},
          {"key":"gen_ai.response.model","value":{"stringValue":"claude-sonnet-4-5"}},
          {"key":"gen_ai.conversation.id","value":{"stringValue":"c1"}},
          {"key":"gen_ai.response.time_to_first_chunk","value":{"doubleValue":0.25}},
          {"key":"gen_ai.usage.input_tokens","value":{"intValue":"100"}},
          {"key":"gen_ai.usage.cache_read.input_tokens","value":{"intValue":60}},
          {"key":"gen_ai.usage.cache_creation.input_tokens","value":{"intValue":"10"}},
          {"key":"gen_ai.usage.output_tokens","value":{"intValue":"7"}},
          {"key":"gen_ai.usage.reasoning.output_tokens","value":{"intValue":"2"}}]},
        {"traceId":"5b8efff798038103d269b633813fc60c","spanId":"aaa","name":"invoke_agent",
         "startTimeUnixNano":"1769846400000000000","attributes":[
          {"key":"gen_ai.operation.name","value":{"stringValue":"invoke_agent"}},
          {"key":"gen_ai.usage.input_tokens","value":{"intValue":"100"}}]},
        {"traceId":"5b8efff798038103d269b633813fc60c","spanId":"bbb","name":"GET /",
         "startTimeUnixNano":"1769846400000000000","attributes":[]},
        {"traceId":"5b8efff798038103d269b633813fc60c","spanId":"ccc","name":"chat",
         "startTimeUnixNano":"1769846400000000000","status":{"code":2},"attributes":[
          {"key":"gen_ai.system","value":{"stringValue":"openai"}},
          {"key":"gen_ai.request.model","value":{"stringValue":"gpt-5"}},
          {"key":"error.type","value":{"stringValue":"timeout"}}]}]}]}]}
      """;

  @TempDir private Path folder = Path.of("");
  private final MemoryLedger ledger = new MemoryLedger();

  private ImportSummary run(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("spans.json"), text);
    return new Imports(folder)
        .run(
            new FileSource(
                GenAiSpan.NAME, file, new SpanRows(), () -> new GenAiSpan(Imports.TIMES)),
            ledger);
  }

  @Test
  void readsCallsOfModelsAndNothingAroundThem() throws IOException {
    assertThat(run(DOCUMENT).added()).isEqualTo(2);

    UsageEvent call = ledger.events().getFirst();
    assertThat(call.provider()).isEqualTo("aws");
    assertThat(call.model()).isEqualTo("claude-sonnet-4-5");
    assertThat(call.requestedModel()).isEqualTo("smart");
    assertThat(call.tokens()).isEqualTo(new TokenCounts(30, 60, 10, 0, 7, 2));
    assertThat(call.delivery().latencyMillis()).isEqualTo(1500);
    assertThat(call.delivery().firstTokenMillis()).isEqualTo(250);
    assertThat(call.attribution().session()).isEqualTo("c1");
    assertThat(call.attribution().environment()).isEqualTo("prod");
    assertThat(call.attribution().tags()).containsOnly(Map.entry("service", "shop"));
    UsageEvent failed = ledger.events().get(1);
    assertThat(failed.delivery().status()).isEqualTo(Status.ERROR);
    assertThat(failed.delivery().errorKind()).isEqualTo("timeout");
  }

  @Test
  void readsADocumentALineAndGoesOnBehindACorruptOne() throws IOException {
    String line = DOCUMENT.replace("\n", "");

    ImportSummary summary =
        run(line + "\n{\"resourceSpans\":[{]}\n" + line.replace("\"eee", "\"fff") + "\n");

    assertThat(summary.added()).isEqualTo(3);
    assertThat(summary.known()).isEqualTo(1);
    assertThat(summary.rejected().keySet()).containsExactly("corrupt line");
    assertThat(run(DOCUMENT).added()).isZero();
  }

  @Test
  void aCallThroughTheGatewayKeepsItsId() throws IOException {
    run(
        DOCUMENT.replace(
            "{\"key\":\"error.type\"",
            "{\"key\":\"plumbline.request_id\",\"value\":{\"stringValue\":\"req_1\"}},{\"key\":\"error.type\""));
    assertThat(ledger.events().stream().map(UsageEvent::id)).contains("req_1").hasSize(2);
  }
}
