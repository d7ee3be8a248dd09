package dev.plumbline.usage.source.session;

import static dev.plumbline.usage.source.session.LogLines.count;
import static dev.plumbline.usage.source.session.LogLines.meta;
import static dev.plumbline.usage.source.session.LogLines.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.source.ImportSummary;
import dev.plumbline.usage.source.Imports;
import dev.plumbline.usage.source.MemoryLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodexTest {
  private final MemoryLedger ledger = new MemoryLedger();
  private Path folder = Path.of("");

  @BeforeEach
  void use(@TempDir Path temporary) {
    folder = temporary;
  }

  private Path log(String session, String... lines) throws IOException {
    return LogLines.write(folder.resolve("sessions/2026/01/31/" + session + ".jsonl"), lines);
  }

  private ImportSummary run() {
    CodexFormat format = CodexFormat.of(Map.of("CODEX_HOME", "" + folder), folder, Imports.TIMES);
    return new Imports(folder).run(new SessionLogs(format, Imports.LATER), ledger);
  }

  @Test
  void cachedIsPartOfInputAndReasoningPartOfOutput() throws IOException {
    log(
        "rollout-1",
        meta("s1", ""),
        turn("gpt-5.1-codex"),
        count("2026-01-31T10:00:01Z", 1000, 50, 1000, 50),
        turn("gpt-5.1-codex-mini"),
        count("2026-01-31T10:00:09Z", 600, 10, 1600, 60));

    run();

    assertThat(ledger.events())
        .extracting(UsageEvent::model, UsageEvent::tokens)
        .containsExactly(
            tuple("gpt-5.1-codex", new TokenCounts(500, 500, 0, 0, 50, 10)),
            tuple("gpt-5.1-codex-mini", new TokenCounts(300, 300, 0, 0, 10, 2)));
    assertThat(ledger.events().getFirst().attribution().session()).isEqualTo("s1");
    assertThat(ledger.events().getFirst().attribution().tags()).containsEntry("project", "shop");
  }

  @Test
  void subtractsSumsWhereTheLastUseIsNotTold() throws IOException {
    log(
        "rollout-1",
        turn("gpt-5"),
        count("2026-01-31T10:00:01Z", -1, 0, 1000, 50),
        count("2026-01-31T10:00:02Z", -1, 0, 1600, 70),
        count("2026-01-31T10:00:03Z", -1, 0, 400, 20));

    run();

    assertThat(ledger.events())
        .extracting(event -> event.tokens().total())
        .containsExactly(1050L, 620L, 420L);
  }

  @Test
  void aRepeatedCountIsNoNewRequest() throws IOException {
    log(
        "rollout-1",
        turn("gpt-5"),
        count("2026-01-31T10:00:01Z", 1000, 50, 1000, 50),
        count("2026-01-31T10:00:05Z", 1000, 50, 1000, 50),
        count("2026-01-31T10:00:09Z", -1, 0, -1, 0));

    ImportSummary summary = run();

    assertThat(summary.added()).isEqualTo(1);
    assertThat(summary.skipped().values()).containsExactly(1L);
  }

  @Test
  void aCopiedHistoryIsCountedOnce() throws IOException {
    String first = count("2026-01-31T10:00:01Z", 1000, 50, 1000, 50);
    String second = count("2026-01-31T10:01:01Z", 700, 50, 1700, 100);
    log("rollout-1", meta("s1", ""), turn("gpt-5"), first, second);
    log(
        "rollout-2",
        meta("s2", ",\"forked_from_id\":\"s1\""),
        turn("gpt-5"),
        first,
        second,
        count("2026-01-31T11:00:00Z", 800, 60, 2500, 160));
    log(
        "rollout-3",
        meta("s3", ",\"source\":{\"subagent\":{\"thread_spawn\":{\"parent\":\"s1\"}}}"),
        turn("gpt-5"),
        count("2026-01-31T12:00:00.100Z", 1000, 50, 1000, 50),
        count("2026-01-31T12:00:00.200Z", 700, 50, 1700, 100),
        count("2026-01-31T12:00:07Z", 900, 70, 2600, 170));
    log(
        "rollout-4",
        meta("s4", ",\"source\":{\"subagent\":{\"thread_spawn\":{\"parent\":\"s1\"}}}"),
        turn("gpt-5"),
        count("2026-01-31T13:00:00.100Z", 55, 5, 55, 5));

    ImportSummary summary = run();

    assertThat(ledger.events())
        .extracting(event -> event.tokens().total())
        .containsExactlyInAnyOrder(1050L, 750L, 860L, 970L, 60L);
    assertThat(summary.skipped().values()).containsExactly(2L);
  }

  @Test
  void anArchivedSessionIsKnown() throws IOException {
    Path file = log("rollout-1", turn("gpt-5"), count("2026-01-31T10:00:01Z", 1000, 50, 1000, 50));
    assertThat(run().added()).isEqualTo(1);
    Files.createDirectories(folder.resolve("archived_sessions"));
    Files.move(file, folder.resolve("archived_sessions/rollout-1.jsonl"));

    assertThat(run().added()).isZero();
    assertThat(run().known()).isEqualTo(1);
  }

  @Test
  void rejectsMoreCachedThanInputAndAnUnknownModelHasNoGuess() throws IOException {
    log(
        "rollout-1",
        count("2026-01-31T10:00:01Z", 1000, 50, 1000, 50)
            .replace("\"cached_input_tokens\":500", "\"cached_input_tokens\":5000"),
        count("2026-01-31T10:00:05Z", 200, 50, 1200, 100));

    ImportSummary summary = run();

    assertThat(summary.rejected().keySet()).containsExactly("values that cannot be right");
    assertThat(ledger.events()).extracting(UsageEvent::model).containsExactly("unknown");
  }
}
