package dev.plumbline.usage.source.session;

import static dev.plumbline.usage.source.session.LogLines.append;
import static dev.plumbline.usage.source.session.LogLines.claude;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.usage.source.Imports;
import dev.plumbline.usage.source.MemoryLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFollowerTest {
  private final MemoryLedger ledger = new MemoryLedger();
  private Path projects = Path.of("");
  private Path file = Path.of("");
  private Instant now = Instant.parse("2026-01-31T12:00:00Z");

  @BeforeEach
  void use(@TempDir Path folder) throws IOException {
    projects = folder.resolve("projects");
    file = LogLines.write(projects.resolve("shop/s1.jsonl"));
  }

  private LogFollower follower() {
    SessionLogs logs =
        new SessionLogs(new ClaudeCodeFormat(List.of(projects), Imports.TIMES), Clock.systemUTC());
    return new LogFollower(logs, ledger, event -> event, Duration.ofSeconds(3), () -> now);
  }

  private void request(int number) throws IOException {
    append(file, claude("s1", "msg_" + number, "req_" + number, 7, 5) + "\n");
  }

  @Test
  void followsAFileAndReadsAtMostEveryFewSeconds() throws IOException {
    LogFollower follower = follower();
    request(1);
    request(2);
    follower.refresh();
    assertThat(ledger.events()).hasSize(1);

    request(3);
    follower.refresh();
    assertThat(ledger.events()).hasSize(1);

    now = now.plusSeconds(3);
    follower.refresh();
    assertThat(ledger.events()).hasSize(2);

    append(file, "{\"broken\n");
    Files.writeString(file.resolveSibling("s2.jsonl"), Files.readString(file).replace("msg", "m"));
    now = now.plusSeconds(3);
    follower.refresh();
    assertThat(ledger.events()).hasSize(4);
    assertThat(follower.rejected()).isEqualTo(2);
  }

  @Test
  void whatCouldNotBeWrittenIsWrittenNextTime() throws IOException {
    LogFollower follower = follower();
    request(1);
    request(2);
    ledger.diesAfter(0);
    assertThatThrownBy(follower::refresh).hasMessage("killed");

    ledger.diesAfter(9);
    follower.refresh();
    assertThat(ledger.events()).hasSize(1);
  }
}
