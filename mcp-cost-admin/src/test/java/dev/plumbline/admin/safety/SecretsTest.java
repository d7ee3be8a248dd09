package dev.plumbline.admin.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.admin.answer.Toolsets;
import dev.plumbline.admin.cli.Main;
import dev.plumbline.admin.world.Company;
import dev.plumbline.admin.world.ToolExamples;
import dev.plumbline.admin.world.World;
import dev.plumbline.control.KeyText;
import dev.plumbline.mcp.access.Role;
import dev.plumbline.mcp.access.TokenStore;
import dev.plumbline.testkit.ClientTraits;
import dev.plumbline.testkit.Launch;
import dev.plumbline.testkit.McpClients;
import dev.plumbline.testkit.ServerProcess;
import dev.plumbline.testkit.TestClient;
import dev.plumbline.testkit.Wire;
import dev.plumbline.usage.remote.WireJson;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs every tool of the real program, with logs of everything, and looks for secrets then. */
class SecretsTest {
  private static final String PROVIDER_KEY = "sk-provider-0123456789abcdefghijklmnop";

  @TempDir Path folder;

  private final Needles needles = new Needles();
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void areShownOnceAndNowhereElse() throws IOException, InterruptedException {
    Company company = new Company(folder);
    Path home;
    Path provider = folder.resolve("provider-key");
    Files.writeString(provider, PROVIDER_KEY);
    String sunk;
    try (World world = company.world()) {
      home = world.home();
      company.secrets().values().forEach(needles::add);
      needles.add(PROVIDER_KEY);
      needles.add(Files.readString(home.resolve("admin-token")).strip());
      String token =
          new TokenStore(home.resolve("tokens.json"), Clock.systemUTC())
              .create("chat", Role.ADMIN, null)
              .token();
      needles.add(token);
      backup(world, provider);
      use(world, company);
      String said = everything(world, company, token);
      assertThat(said).contains("DEBUG");
      needles.assertNoneIn("standard error", said);
      assertThat(needles.shownBy())
          .containsExactlyInAnyOrder(
              "create_key", "rotate_key", "set_up_departments", "apply_setup");
      sunk = sink(world, token);
      needles.assertNoneIn("the gateway's metrics", metrics(URI.create(world.url()), token));
      needles.assertNoneInFiles(
          home, List.of(home.resolve("admin-token"), home.resolve("keys.env")));
    }
    assertThat(sunk).isNotEmpty();
    needles.assertNoneInFiles(home, List.of(home.resolve("admin-token"), home.resolve("keys.env")));
    assertThat(Files.readString(home.resolve("audit/mcp-cost-admin.jsonl")))
        .contains("rotate_key", "[redacted]");
  }

  /** Uses the program in every way; what it said on standard error until its end. */
  private String everything(World world, Company company, String token)
      throws IOException, InterruptedException {
    ServerProcess program = start(world, "--toolsets", "all");
    try (program) {
      URI address = program.awaitHttp();
      try (TestClient client = client(address, token)) {
        everyTool(client);
        mistakes(client);
        features(client, company);
      }
      needles.assertNoneIn("the metrics", metrics(address, token));
    }
    return program.stderr();
  }

  private void backup(World world, Path keyFile) {
    String base = world.admin().get("providers/openai").path("base_url").asString();
    world
        .admin()
        .post(
            "providers",
            WireJson.object()
                .put("id", "backup")
                .put("dialect", "openai")
                .put("base_url", base)
                .put("price_as", "openai")
                .put("key_from", "file:" + keyFile));
    McpSchema.CallToolResult routed =
        world.confirm("set_route", Map.of("alias", "backup", "targets", List.of("backup/gpt-4.1")));
    assertThat(routed.isError()).as(TestClient.text(routed)).isNotEqualTo(true);
  }

  /** So that the journal and the ledger have requests of these secrets. */
  private static void use(World world, Company company) {
    String secret = String.valueOf(company.secrets().get("engineering production"));
    World.Sent sent = world.chat(secret, "backup", 20);
    assertThat(sent.status()).as(sent.body().toString()).isEqualTo(200);
    assertThat(world.chat(secret + "x", "gpt-4.1", 20).status()).isEqualTo(401);
    assertThat(
            world.chat(String.valueOf(company.secrets().get("old demo")), "gpt-4.1", 20).status())
        .isEqualTo(403);
  }

  private static ServerProcess start(World world, String... options) {
    Launch launch =
        Launch.java(
                Main.class,
                List.of(
                    "-Xmx256m",
                    "-Dorg.slf4j.simpleLogger.defaultLogLevel=debug",
                    "--enable-native-access=ALL-UNNAMED",
                    "--add-opens=java.base/java.nio=ALL-UNNAMED"))
            .with("serve", "--transport", "http", "--port", "0")
            .with(options)
            .home(world.home())
            .withVariable("PLUMBLINE_GATEWAY_URL", world.url())
            .withVariable("PLUMBLINE_EXPORTS", Company.exports(world).toString());
    return ServerProcess.start(launch);
  }

  private static TestClient client(URI address, String token) {
    return TestClient.connect(McpClients.http(Wire.HTTP, address, token), ClientTraits.plain());
  }

  private void everyTool(TestClient client) throws IOException {
    ToolExamples examples = new ToolExamples();
    List<McpSchema.Tool> tools = client.sdk().listTools().tools();
    assertThat(tools).hasSizeGreaterThan(Toolsets.all().size());
    for (McpSchema.Tool tool : tools) {
      Map<String, Object> arguments = examples.of(tool.name()).arguments();
      note(tool.name(), client.call(tool.name(), arguments));
      if (!Boolean.TRUE.equals(tool.annotations().readOnlyHint())) {
        Map<String, Object> confirmed = new LinkedHashMap<>(arguments);
        confirmed.put("confirm", true);
        note(tool.name(), client.call(tool.name(), confirmed));
      }
    }
  }

  /** What the text shows once the structure never has, as clients keep that. */
  private void note(String tool, McpSchema.CallToolResult result) {
    String rest = needles.shownOnce(tool, TestClient.text(result));
    needles.assertNoneIn("the rest of the answer of " + tool, rest);
    needles.assertNoneIn("the structure of " + tool, String.valueOf(result.structuredContent()));
  }

  /** Secrets given where names belong, known ones and a stranger's. */
  private void mistakes(TestClient client) throws IOException {
    needles.add(KeyText.make().secretText());
    ToolExamples examples = new ToolExamples();
    for (String secret : needles.all()) {
      for (String tool : examples.tools()) {
        Map<String, Object> vanished = examples.of(tool).vanished();
        if (vanished != null) {
          Map<String, Object> wrong = new TreeMap<>(vanished);
          wrong.replaceAll(
              (name, value) -> String.valueOf(value).startsWith("ghost") ? secret : value);
          McpSchema.CallToolResult result = client.call(tool, wrong);
          needles.assertNoneIn("what " + tool + " says to a mistake", result.toString());
        }
      }
    }
  }

  private void features(TestClient client, Company company) {
    for (McpSchema.Prompt prompt : client.sdk().listPrompts().prompts()) {
      Map<String, Object> arguments = new LinkedHashMap<>();
      prompt.arguments().forEach(argument -> arguments.put(argument.name(), "7"));
      needles.assertNoneIn(
          prompt.name(),
          client
              .sdk()
              .getPrompt(
                  McpSchema.GetPromptRequest.builder(prompt.name()).arguments(arguments).build())
              .toString());
    }
    Stream<String> read =
        Stream.of(
            "backend://abilities",
            "setup://file",
            "key://" + company.ids().get("data science"),
            "key://" + company.secrets().get("data science"),
            "budget://department-engineering-month",
            "budget://" + company.secrets().get("data science"),
            "chargeback://UTC/2025-10/costs.csv");
    read.forEach(
        uri -> needles.assertNoneIn("the resource " + uri.substring(0, 9), read(client, uri)));
  }

  private static String read(TestClient client, String uri) {
    try {
      return client
          .sdk()
          .readResource(McpSchema.ReadResourceRequest.builder(uri).build())
          .contents()
          .stream()
          .map(content -> content instanceof McpSchema.TextResourceContents text ? text.text() : "")
          .reduce("", String::concat);
    } catch (McpError refused) {
      return String.valueOf(refused.getMessage());
    }
  }

  private String metrics(URI address, String token) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve("/metrics"))
            .header("authorization", "Bearer " + token)
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  /** With a sink, answers show no secret; the file that only its owner reads has it. */
  private String sink(World world, String token) throws IOException, InterruptedException {
    Path file = world.home().resolve("keys.env");
    try (ServerProcess program = start(world, "--secret-sink", file.toString());
        TestClient client = client(program.awaitHttp(), token)) {
      Map<String, Object> arguments = Map.of("name", "sunk");
      client.call("create_key", arguments);
      McpSchema.CallToolResult made =
          client.call("create_key", Map.of("name", "sunk", "confirm", true));
      String line = Files.readString(file).strip();
      String secret = line.substring(line.indexOf('=') + 1);
      assertThat(KeyText.read(secret)).isPresent();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      needles.add(secret);
      needles.assertNoneIn("an answer with a sink", made.toString());
      assertThat(world.chat(secret, "gpt-4.1", 20).status()).isEqualTo(200);
      return secret;
    }
  }
}
