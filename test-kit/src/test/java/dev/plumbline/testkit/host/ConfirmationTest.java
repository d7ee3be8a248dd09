package dev.plumbline.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.testkit.ClientTraits;
import dev.plumbline.testkit.Served;
import dev.plumbline.testkit.TestClient;
import dev.plumbline.testkit.Wire;
import io.modelcontextprotocol.spec.McpSchema;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change is made only when the user, or a client without forms, has confirmed exactly it. */
final class ConfirmationTest {
  private static final Map<String, Object> HELLO = Map.of("name", "a", "text", "hello");
  private static final Map<String, Object> HELLO_CONFIRMED =
      Map.of("name", "a", "text", "hello", "confirm", true);

  @TempDir private Path home;

  @Test
  void theUserAcceptsAForm() {
    List<McpSchema.ElicitFormRequest> asked = new CopyOnWriteArrayList<>();
    ClientTraits traits =
        ClientTraits.withForms(form -> {
          asked.add(form);
          return reply(McpSchema.ElicitResult.Action.ACCEPT, Map.of("confirm", true));
        });
    try (Served served = stdio();
        TestClient client = served.connect(traits)) {
      McpSchema.CallToolResult result = client.call("write_note", HELLO);
      assertThat(applied(result)).isTrue();
      assertThat(asked)
          .singleElement()
          .satisfies(form -> assertThat(form.message()).contains("'a'", "'hello'"));
      assertThat(notes(client)).contains("hello");
    }
  }

  @Test
  void theUserDeclinesAForm() {
    for (McpSchema.ElicitResult.Action action :
        List.of(McpSchema.ElicitResult.Action.DECLINE, McpSchema.ElicitResult.Action.CANCEL)) {
      refused(reply(action, Map.of()));
    }
    refused(reply(McpSchema.ElicitResult.Action.ACCEPT, Map.of("confirm", false)));
  }

  @Test
  void aClientWithoutFormsSeesAPreviewAndConfirmsIt() {
    try (Served served = stdio();
        TestClient client = served.connect()) {
      McpSchema.CallToolResult preview = client.call("write_note", HELLO);
      assertThat(applied(preview)).isFalse();
      assertThat(TestClient.text(preview)).contains("'a'", "'hello'", "confirm: true");
      assertThat(notes(client)).doesNotContain("hello");
      assertThat(applied(client.call("write_note", HELLO_CONFIRMED))).isTrue();
      assertThat(notes(client)).contains("hello");
    }
  }

  @Test
  void confirmWithoutAPreviewOnlyPreviews() {
    try (Served served = stdio();
        TestClient client = served.connect()) {
      assertThat(applied(client.call("write_note", HELLO_CONFIRMED))).isFalse();
      assertThat(notes(client)).doesNotContain("hello");
      assertThat(applied(client.call("write_note", HELLO_CONFIRMED))).isTrue();
    }
  }

  @Test
  void aPlanThatHasChangedIsPreviewedAgain() {
    try (Served served = stdio();
        TestClient client = served.connect()) {
      client.call("write_note", HELLO);
      client.call("write_note", Map.of("name", "a", "text", "other"));
      Map<String, Object> other = Map.of("name", "a", "text", "other", "confirm", true);
      assertThat(applied(client.call("write_note", other))).isTrue();
      McpSchema.CallToolResult again = client.call("write_note", HELLO_CONFIRMED);
      assertThat(applied(again)).isFalse();
      assertThat(TestClient.text(again)).contains("from 'other' to 'hello'");
      assertThat(notes(client)).contains("other").doesNotContain("hello");
    }
  }

  @Test
  void aPreviewConfirmsOneChangeOnly() {
    try (Served served = stdio();
        TestClient client = served.connect()) {
      client.call("write_note", HELLO);
      assertThat(applied(client.call("write_note", HELLO_CONFIRMED))).isTrue();
      Map<String, Object> delete = Map.of("name", "a");
      Map<String, Object> confirmed = Map.of("name", "a", "confirm", true);
      assertThat(applied(client.call("delete_note", delete))).isFalse();
      assertThat(applied(client.call("delete_note", confirmed))).isTrue();
      assertThat(applied(client.call("write_note", HELLO_CONFIRMED))).isFalse();
    }
  }

  @Test
  void whatIsSoAlreadyNeedsNoConfirmation() {
    try (Served served = stdio();
        TestClient client = served.connect()) {
      McpSchema.CallToolResult same = client.call("write_note", Map.of("name", "b", "text", ""));
      assertThat(applied(same)).isFalse();
      assertThat(TestClient.text(same)).contains("already");
    }
  }

  @Test
  void whatCannotBeDoneIsNotPreviewed() {
    try (Served served = stdio();
        TestClient client = served.connect()) {
      McpSchema.CallToolResult missing = client.call("delete_note", Map.of("name", "none"));
      assertThat(missing.isError()).isTrue();
      assertThat(TestClient.text(missing)).contains("'none'", "list_notes");
      McpSchema.CallToolResult wrong =
          client.call("write_note", Map.of("name", "a", "text", "b", "confirm", "yes"));
      assertThat(wrong.isError()).isTrue();
      assertThat(TestClient.text(wrong)).contains("'confirm'", "yes", "true or false");
    }
  }

  private void refused(McpSchema.ElicitResult answer) {
    try (Served served = stdio();
        TestClient client = served.connect(ClientTraits.withForms(form -> answer))) {
      McpSchema.CallToolResult result = client.call("write_note", HELLO);
      assertThat(applied(result)).isFalse();
      assertThat(TestClient.text(result)).contains("did not confirm");
      assertThat(notes(client)).doesNotContain("hello");
    }
  }

  private Served stdio() {
    return Served.over(Wire.STDIO, Fixture.launch(home));
  }

  private static McpSchema.ElicitResult reply(
      McpSchema.ElicitResult.Action action, Map<String, Object> values) {
    return McpSchema.ElicitResult.builder(action).content(values).build();
  }

  private static boolean applied(McpSchema.CallToolResult result) {
    return result.structuredContent() instanceof Map<?, ?> map
        && Boolean.TRUE.equals(map.get("applied"));
  }

  private static String notes(TestClient client) {
    return TestClient.text(client.call("list_notes", Map.of()));
  }
}
