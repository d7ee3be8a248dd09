package dev.plumbline.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.testkit.RawStdio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every call is on record, and no secret is. */
final class AuditTest {
  private static final String SECRET = "sqp_0123456789abcdef0123456789abcdef01234567";

  @TempDir private Path home;

  @Test
  void everyCallLeavesALineWithoutSecrets() throws IOException {
    try (RawStdio raw = RawStdio.start(Fixture.launch(home))) {
      raw.initialize("2025-11-25");
      raw.call(1, "echo_arguments", "{\"project_key\":\"shop\",\"api_key\":\"open sesame\"}");
      raw.answer(1);
      raw.call(2, "quote_foreign_text", "{\"text\":\"see " + SECRET + " there\"}");
      raw.answer(2);
      raw.call(3, "echo_arguments", "{\"limit\":0}");
      raw.answer(3);
      raw.call(4, "write_note", "{\"name\":\"a\",\"text\":\"b\"}");
      raw.answer(4);
      raw.call(5, "write_note", "{\"name\":\"a\",\"text\":\"b\",\"confirm\":true}");
      raw.answer(5);
      raw.closeInput();
      assertThat(raw.process().awaitExit(Duration.ofSeconds(20))).isZero();
    }
    Path file = home.resolve("audit/mcp-fixture.jsonl");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file)).doesNotContain("open sesame", SECRET);
    List<JsonNode> lines =
        Files.readAllLines(file).stream().map(new JsonMapper()::readTree).toList();
    assertThat(lines)
        .extracting(line -> line.path("outcome").asString())
        .containsExactly("ok", "ok", "error", "unconfirmed", "started", "ok");
    JsonNode first = lines.getFirst();
    assertThat(Instant.parse(first.path("time").asString())).isBefore(Instant.now());
    assertThat(first.path("principal").asString()).isEqualTo("local");
    assertThat(first.path("transport").asString()).isEqualTo("stdio");
    assertThat(first.path("tool").asString()).isEqualTo("echo_arguments");
    assertThat(first.path("arguments").path("project_key").asString()).isEqualTo("shop");
    assertThat(first.path("arguments").path("api_key").asString()).isEqualTo("[redacted]");
    assertThat(first.path("duration_ms").isNumber()).isTrue();
    assertThat(lines.get(1).path("arguments").path("text").asString())
        .isEqualTo("see [redacted] there");
  }

  @Test
  void aChangeThatCannotBeRecordedIsNotMade() throws IOException {
    Files.createDirectories(home.resolve("audit/mcp-fixture.jsonl"));
    try (RawStdio raw = RawStdio.start(Fixture.launch(home))) {
      raw.initialize("2025-11-25");
      raw.call(1, "write_note", "{\"name\":\"a\",\"text\":\"hello\"}");
      raw.answer(1);
      raw.call(2, "write_note", "{\"name\":\"a\",\"text\":\"hello\",\"confirm\":true}");
      JsonNode result = raw.answer(2).path("result");
      assertThat(result.path("isError").asBoolean()).isTrue();
      assertThat(result.toString()).contains("audit log");
      raw.call(3, "list_notes", "{}");
      assertThat(raw.answer(3).toString()).doesNotContain("hello");
    }
  }
}
