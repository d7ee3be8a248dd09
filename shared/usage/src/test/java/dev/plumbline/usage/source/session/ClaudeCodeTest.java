package dev.plumbline.usage.source.session;

import static dev.plumbline.usage.source.session.LogLines.claude;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.source.ImportSummary;
import dev.plumbline.usage.source.Imports;
import dev.plumbline.usage.source.MemoryLedger;
import dev.plumbline.usage.source.Rejection;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaudeCodeTest {
  private final MemoryLedger ledger = new MemoryLedger();
  private Path folder = Path.of("");

  @BeforeEach
  void use(@TempDir Path temporary) {
    folder = temporary;
  }

  private void log(String session, String... lines) throws IOException {
    LogLines.write(folder.resolve("projects/shop/" + session + ".jsonl"), lines);
  }

  private ImportSummary run() {
    ClaudeCodeFormat format =
        new ClaudeCodeFormat(List.of(folder.resolve("projects")), Imports.TIMES);
    return new Imports(folder).run(new SessionLogs(format, Imports.LATER), ledger);
  }

  @Test
  void readsWhatARequestUsedInDisjointCounts() throws IOException {
    log("s1", "{\"type\":\"summary\"}", claude("s1", "msg_1", "req_1", 7, 5));

    run();

    UsageEvent event = ledger.events().getFirst();
    assertThat(event.tokens()).isEqualTo(new TokenCounts(7, 100, 20, 10, 5, 0));
    assertThat(event.provider()).isEqualTo("anthropic");
    assertThat(event.model()).isEqualTo("claude-sonnet-4-5-20250929");
    assertThat(event.source()).isEqualTo("claude-code");
    assertThat(event.time()).isEqualTo("2026-01-31T10:00:00Z");
    assertThat(event.attribution().session()).isEqualTo("s1");
    assertThat(event.attribution().tags())
        .containsExactlyInAnyOrderEntriesOf(Map.of("project", "shop", "branch", "main"));
    assertThat(event.charge().cost()).isNull();
    assertThat(event.serviceTier()).isNull();
  }

  @Test
  void keepsTheLineWithTheMostTokensOfAStreamedAnswer() throws IOException {
    log(
        "s1",
        claude("s1", "msg_1", "req_1", 7, 1),
        claude("s1", "msg_1", "req_1", 7, 90),
        claude("s1", "msg_1", "req_1", 7, 60));

    assertThat(run().added()).isEqualTo(1);
    assertThat(ledger.events().getFirst().tokens().output()).isEqualTo(90);
  }

  @Test
  void countsACopiedHistoryOnceAndTheSameAnswerToTwoRequestsTwice() throws IOException {
    log("s1", claude("s1", "msg_1", "req_1", 7, 5), claude("s1", "msg_2", "req_2", 7, 5));
    log("s2", claude("s2", "msg_1", "req_1", 7, 5), claude("s2", "msg_3", "req_3", 7, 5));
    log("s3", claude("s3", "msg_3", "req_4", 7, 5));

    assertThat(run().added()).isEqualTo(4);
  }

  @Test
  void withoutARequestIdTellsSessionsApart() throws IOException {
    String line = claude("s1", "msg_1", "X", 7, 5).replace("\"requestId\":\"X\",", "");
    log("s1", line, line);
    log("s2", line.replace("\"sessionId\":\"s1\"", "\"sessionId\":\"s2\""));

    assertThat(run().added()).isEqualTo(2);
  }

  @Test
  void aSideChainReplaysItsParentAndTheParentStays() throws IOException {
    String replay =
        claude("s1", "msg_1", "req_9", 900, 5)
            .replace("\"isSidechain\":false", "\"isSidechain\":true");
    log("a", replay, replay.replace("msg_1", "msg_2").replace("req_9", "req_2"));
    log("b", claude("s1", "msg_1", "req_1", 7, 5));
    log("c", replay);

    assertThat(run().added()).isEqualTo(2);
    assertThat(ledger.events())
        .extracting(event -> event.tokens().uncachedInput())
        .containsExactlyInAnyOrder(7L, 900L);
    assertThat(ledger.events())
        .extracting(event -> event.attribution().tags().get("side_chain"))
        .containsExactlyInAnyOrder(null, "true");
  }

  @Test
  void leavesOutWhatNoModelAnsweredAndKeepsAStatedCost() throws IOException {
    log(
        "s1",
        claude("s1", "msg_1", "req_1", 0, 0).replace("claude-sonnet-4-5-20250929", "<synthetic>"),
        claude("s1", "msg_2", "req_2", 7, 5)
            .replace("\"type\":\"assistant\"", "\"type\":\"assistant\",\"costUSD\":0.0123"));

    ImportSummary summary = run();

    assertThat(summary.skipped().values()).containsExactly(1L);
    assertThat(summary.added()).isEqualTo(1);
    assertThat(ledger.events().getFirst().charge().listCost())
        .isEqualByComparingTo(new BigDecimal("0.0123"));
  }

  @Test
  void rejectsWhatCannotBeRightAndReadsTheRest() throws IOException {
    String good = claude("s1", "msg_1", "req_1", 7, 5);
    log(
        "s1",
        good.substring(0, 300),
        good.replace("\"output_tokens\":", "\"output_tokens\""),
        claude("s1", "msg_2", "req_2", -7, 5),
        claude("s1", "msg_3", "req_3", 7_000_000_000_000L, 5),
        claude("s1", "msg_4", "req_4", 7, 5).replace("2026-01-31", "2062-01-31"),
        claude("s1", "msg_5", "req_5", 7, 5).replace("2026-01-31", "1970-01-01"),
        claude("s1", "msg_6", "req_6", 7, 5).replace("\"timestamp\"", "\"stamp\""),
        good);

    ImportSummary summary = run();

    assertThat(summary.added()).isEqualTo(1);
    assertThat(summary.rejected())
        .hasEntrySatisfying("corrupt line", it -> assertThat(it.count()).isEqualTo(2))
        .hasEntrySatisfying(
            "values that cannot be right", it -> assertThat(it.count()).isEqualTo(4))
        .hasEntrySatisfying(
            "no time",
            it -> assertThat(it.examples()).extracting(Rejection::line).containsExactly(7L));
  }

  @Test
  void aClockSetBackChangesNothing() throws IOException {
    log(
        "s1",
        claude("s1", "msg_1", "req_1", 7, 5),
        claude("s1", "msg_2", "req_2", 7, 5).replace("T10:00", "T09:00"),
        claude("s1", "msg_3", "req_3", 7, 5).replace("T10:00", "T09:30"));

    assertThat(run().added()).isEqualTo(3);
    assertThat(run().added()).isZero();
  }

  @Test
  void findsItsFoldersInTheEnvironment() {
    Path home = Path.of("/home/ann");
    assertThat(ClaudeCodeFormat.of(Map.of(), home, Imports.TIMES).folders())
        .containsExactly(
            Path.of("/home/ann/.config/claude/projects"), Path.of("/home/ann/.claude/projects"));
    Map<String, String> own = Map.of("CLAUDE_CONFIG_DIR", "/a, /b/projects");
    assertThat(ClaudeCodeFormat.of(own, home, Imports.TIMES).folders())
        .containsExactly(Path.of("/a/projects"), Path.of("/b/projects"));
  }
}
