package dev.plumbline.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands beside {@code serve}. */
class CommandLineTest {
  @TempDir private Path home;

  private final JsonMapper mapper = new JsonMapper();

  @Test
  void aCallPrintsItsAnswer() {
    Finished call = run("call", "test_simple_text");
    assertThat(call.exit()).as(call.all()).isZero();
    assertThat(call.out()).contains("simple text");
  }

  @Test
  void aCallTakesPairsOrJson() {
    Finished pairs = run("call", "write_note", "name=a", "text=b", "confirm=true");
    assertThat(pairs.exit()).as(pairs.all()).isZero();
    Finished json = run("call", "write_note", "--json", "{\"name\":\"a\",\"text\":\"b\"}");
    assertThat(json.out()).contains("Nothing has changed yet");
    Finished structured = run("call", "list_notes", "--structured");
    assertThat(mapper.readTree(structured.out()).isObject()).isTrue();
  }

  @Test
  void aCallThatFailsSaysWhyAndEndsWithOne() {
    Finished call = run("call", "write_note", "nmae=a");
    assertThat(call.exit()).isEqualTo(1);
    assertThat(call.all()).contains("'nmae' is not an argument").contains("Did you mean name?");
  }

  @ParameterizedTest
  @CsvSource({
    "lits_notes, list_notes",
    "write_note --json {, --json is not a JSON object",
    "write_note name, key=value"
  })
  void aCallThatIsMistypedEndsWithTwo(String arguments, String hint) {
    Finished call = run(("call " + arguments).split(" "));
    assertThat(call.exit()).as(call.all()).isEqualTo(2);
    assertThat(call.all()).contains(hint);
  }

  @ParameterizedTest
  @ValueSource(strings = {"claude-desktop", "claude-code", "cursor", "vscode", "other"})
  void aConfigurationIsJsonWithoutSecrets(String client) {
    for (String[] arguments : new String[][] {{}, {"--http"}}) {
      String[] command = new String[arguments.length + 2];
      command[0] = "config";
      command[1] = client;
      System.arraycopy(arguments, 0, command, 2, arguments.length);
      Finished config = run(command);
      assertThat(config.exit()).as(config.all()).isZero();
      JsonNode root = mapper.readTree(config.out());
      JsonNode servers = root.path(client.equals("vscode") ? "servers" : "mcpServers");
      assertThat(servers.size()).isEqualTo(1);
      String text = servers.toString();
      assertThat(text).contains(arguments.length == 0 ? "\"command\"" : "/mcp");
    }
  }

  @Test
  void anUnknownClientNamesTheKnownOnes() {
    Finished config = run("config", "emacs");
    assertThat(config.exit()).isEqualTo(2);
    assertThat(config.all()).contains("emacs", "claude-desktop", "vscode");
  }

  @Test
  void aCompletionScriptKnowsTheCommands() {
    assertThat(run("completion").out()).contains("complete ", "serve", "--read-only");
  }

  @Test
  void helpAndVersionAreThere() {
    assertThat(run("--help").out()).contains("serve", "tools", "call", "config", "token");
    assertThat(run("serve", "--help").out()).contains("--transport", "--toolsets", "--no-auth");
    assertThat(run("--version").exit()).isZero();
  }

  @Test
  void aTokenIsShownOnceListedWithoutItsSecretAndRevoked() {
    String token = run("token", "create", "--name", "ann", "--role", "reader").out().strip();
    assertThat(token).matches("plt-[a-z0-9]{12}-[A-Za-z0-9]{48}");
    String secret = token.substring(token.lastIndexOf('-') + 1);
    assertThat(run("token", "list").out()).contains("ann", "READER").doesNotContain(secret);
    assertThat(run("token", "create", "--name", "ann").all()).contains("already a token");
    assertThat(run("token", "revoke", "ann").out()).contains("Revoked ann");
    assertThat(run("token", "list").out()).doesNotContain("ann");
    assertThat(run("token", "revoke", "ann").exit()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tomorrow", "30x", "2020-01-01T00:00:00Z"})
  void anUnusableExpiryIsRefused(String when) {
    Finished create = run("token", "create", "--name", "ann", "--expires", when);
    assertThat(create.exit()).isNotZero();
    assertThat(create.all()).contains(when);
    assertThat(create.out()).doesNotContain("plt-");
  }

  @Test
  void anUnknownTransportIsRefused() {
    Finished serve = run("serve", "--transport", "websocket");
    assertThat(serve.exit()).isEqualTo(2);
    assertThat(serve.all()).contains("websocket", "stdio, sse, http, all");
  }

  private Finished run(String... arguments) {
    return Finished.run(Fixture.launch(home, arguments), Duration.ofSeconds(60));
  }
}
