package dev.plumbline.mcp.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.access.Principal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AuditLogTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;

  @Test
  void aCallIsOneJsonLineThatOnlyTheOwnerReads() throws IOException {
    Path file = folder.resolve("calls.jsonl");
    new AuditLog(file, NOON).append(entry(Map.of("token", "x", "note", "a\nb")));
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(1);
    JsonNode line = new JsonMapper().readTree(lines.getFirst());
    assertThat(line.path("time").asString()).isEqualTo("2026-03-01T12:00:00Z");
    assertThat(line.path("principal").asString()).isEqualTo("local");
    assertThat(line.path("tool").asString()).isEqualTo("delete_note");
    assertThat(line.path("arguments").path("token").asString()).isEqualTo(Redactor.MARK);
    assertThat(line.path("outcome").asString()).isEqualTo("ok");
    assertThat(line.path("duration_ms").asInt()).isEqualTo(7);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void hugeArgumentsAreLeftOut() throws IOException {
    Path file = folder.resolve("calls.jsonl");
    new AuditLog(file, NOON).append(entry(Map.of("note", "x".repeat(100_000))));
    assertThat(Files.size(file)).isLessThan(1_000);
  }

  @Test
  void linesOfManyWritersDoNotMix() throws Exception {
    Path file = folder.resolve("calls.jsonl");
    List<Thread> writers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      AuditLog log = new AuditLog(file, NOON);
      writers.add(
          Thread.startVirtualThread(() -> {
            for (int j = 0; j < 50; j++) {
              log.append(entry(Map.of("note", "y".repeat(500))));
            }
          }));
    }
    for (Thread writer : writers) {
      writer.join();
    }
    assertThat(Files.readAllLines(file))
        .hasSize(400)
        .allSatisfy(line -> assertThat(new JsonMapper().readTree(line).isObject()).isTrue());
  }

  @Test
  void aFileThatCannotBeWrittenIsAClearFailure() {
    AuditLog log = new AuditLog(folder.resolve("missing/calls.jsonl"), NOON);
    assertThatThrownBy(() -> log.append(entry(Map.of())))
        .isInstanceOf(Failure.StoreUnavailable.class)
        .hasMessageContaining("missing/calls.jsonl");
  }

  private static AuditEntry entry(Map<String, Object> arguments) {
    return new AuditEntry(
        Principal.LOCAL, "stdio", "delete_note", arguments, "ok", Duration.ofMillis(7));
  }
}
