package dev.plumbline.sonarqube.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.mcp.access.CallerCredential;
import dev.plumbline.sonarqube.sonar.FakeSonarQube;
import dev.plumbline.testkit.ClientTraits;
import dev.plumbline.testkit.Launch;
import dev.plumbline.testkit.Served;
import dev.plumbline.testkit.TestClient;
import dev.plumbline.testkit.Wire;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import mockwebserver3.MockResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sonarqube.ws.Components;
import org.sonarqube.ws.Measures;
import tools.jackson.databind.json.JsonMapper;

/** Callers' own tokens, from a client's header to the requests that reach SonarQube. */
class CallerTokensOverHttpTest {
  private static final String PROJECTS = "api/components/search_projects";
  private static final String SHOW = "api/components/show";
  private static final String ANN = "token-of-ann-1f00";
  private static final String BOB = "token-of-bob-2e11";

  @TempDir Path home;

  private final FakeSonarQube fake = new FakeSonarQube();

  @BeforeEach
  void measured() {
    fake.proto("api/measures/search", Measures.SearchWsResponse.getDefaultInstance());
  }

  @AfterEach
  void stop() {
    fake.close();
  }

  @Test
  void allowedMeansTheCallersElseTheConfiguredOne() {
    try (Served server = serve("allowed")) {
      ask(server, ANN, "list_projects", Map.of());
      assertThat(authorization(PROJECTS)).isEqualTo("Bearer " + ANN);
      ask(server, null, "list_projects", Map.of());
      assertThat(authorization(PROJECTS)).isEqualTo("Bearer squ_configured");
    }
  }

  @Test
  void offRefusesAndSendsNothing() throws IOException {
    try (Served server = serve("off")) {
      int before = fake.requests(PROJECTS).size();
      assertThat(ask(server, ANN, "list_projects", Map.of()))
          .contains("does not take callers' own", "PLUMBLINE_SONARQUBE_CALLER_TOKENS")
          .doesNotContain(ANN);
      assertThat(fake.requests(PROJECTS)).hasSize(before);
      assertThat(ask(server, null, "list_projects", Map.of())).contains("**3 projects**");
      assertToldNowhere(server);
    }
  }

  @Test
  void requiredRefusesACallWithoutOne() {
    try (Served server = serve("required")) {
      assertThat(ask(server, null, "list_projects", Map.of()))
          .contains("wants every caller's own SonarQube token", CallerCredential.HEADER);
      assertThat(fake.requests(PROJECTS)).isEmpty();
      assertThat(ask(server, ANN, "list_projects", Map.of())).contains("**3 projects**");
      assertThat(ask(server, null, "get_project_quality", Map.of("project_key", "shop")))
          .as("also when all is known that is asked for only now and then")
          .contains("wants every caller's own");
    }
  }

  @Test
  void whatOneCallerMaySeeIsNotShownToAnother() {
    fake.on(SHOW, _ -> sees(SHOW, ANN) ? FakeSonarQube.proto(secret()) : unknown());
    fake.on(PROJECTS, _ -> sees(PROJECTS, ANN) ? projects("secret") : FakeSonarQube.proto(none()));
    try (Served server = serve("allowed")) {
      Map<String, Object> secret = Map.of("project_key", "secret");
      assertThat(ask(server, ANN, "list_branches", secret)).contains("release-1");
      assertThat(ask(server, BOB, "list_branches", secret)).contains("There is no project secret");
      assertThat(ask(server, null, "list_branches", secret)).contains("There is no project secret");
      assertThat(ask(server, ANN, "list_projects", Map.of())).contains("secret");
      assertThat(ask(server, BOB, "list_projects", Map.of())).doesNotContain("secret");
    }
  }

  @Test
  void resourcesAndCompletionsUseItToo() {
    try (Served server = serve("required");
        TestClient client = connect(server, ANN)) {
      client
          .sdk()
          .readResource(McpSchema.ReadResourceRequest.builder("sonarqube://projects").build());
      assertThat(authorization(PROJECTS)).isEqualTo("Bearer " + ANN);
      int before = fake.requests(PROJECTS).size();
      client
          .sdk()
          .completeCompletion(
              McpSchema.CompleteRequest.builder(
                      new McpSchema.PromptReference("quality_review"),
                      new McpSchema.CompleteRequest.CompleteArgument("project_key", "sh"))
                  .build());
      assertThat(fake.requests(PROJECTS)).hasSizeGreaterThan(before);
      assertThat(authorization(PROJECTS)).isEqualTo("Bearer " + ANN);
    }
  }

  @Test
  void aRefusedTokenIsExplainedAndWrittenNowhere() throws IOException {
    fake.on(PROJECTS, _ -> FakeSonarQube.status(401));
    try (Served server = serve("allowed")) {
      assertThat(ask(server, ANN, "list_projects", Map.of()))
          .contains("does not accept the token", "send it in the header X-Upstream-Token")
          .doesNotContain(ANN, "SONARQUBE_TOKEN");
      assertToldNowhere(server);
    }
  }

  private void assertToldNowhere(Served server) throws IOException {
    assertThat(home.resolve("audit/mcp-sonarqube.jsonl"))
        .content()
        .contains("list_projects")
        .doesNotContain(ANN);
    assertThat(server.process().orElseThrow().stderr()).doesNotContain(ANN);
    try (var files = Files.walk(home)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file)).as(file.toString()).doesNotContain(ANN);
      }
    }
  }

  private Served serve(String callerTokens) {
    return Served.over(
        Wire.HTTP,
        Launch.java(Main.class)
            .with("--toolsets", "all")
            .home(home)
            .withVariable("SONARQUBE_URL", fake.url())
            .withVariable("SONARQUBE_TOKEN", "squ_configured")
            .withVariable("PLUMBLINE_SONARQUBE_CALLER_TOKENS", callerTokens));
  }

  private String ask(
      Served server, @Nullable String token, String tool, Map<String, Object> arguments) {
    try (TestClient client = connect(server, token)) {
      return TestClient.text(client.call(tool, arguments));
    }
  }

  private static TestClient connect(Served server, @Nullable String token) {
    HttpRequest.Builder request = HttpRequest.newBuilder();
    if (token != null) {
      request.header(CallerCredential.HEADER, token);
    }
    return TestClient.connect(
        HttpClientStreamableHttpTransport.builder(server.base().orElseThrow().toString())
            .endpoint("/mcp")
            .requestBuilder(request)
            .jsonMapper(new JacksonMcpJsonMapper(new JsonMapper()))
            .build(),
        ClientTraits.plain());
  }

  private @Nullable String authorization(String path) {
    return fake.requests(path).getLast().getHeaders().get("Authorization");
  }

  private boolean sees(String path, String token) {
    return ("Bearer " + token).equals(authorization(path));
  }

  private static MockResponse projects(String key) {
    return FakeSonarQube.proto(
        Components.SearchProjectsWsResponse.newBuilder()
            .addComponents(Components.Component.newBuilder().setKey(key).setName(key))
            .build());
  }

  private static Components.SearchProjectsWsResponse none() {
    return Components.SearchProjectsWsResponse.getDefaultInstance();
  }

  private static Components.ShowWsResponse secret() {
    return Components.ShowWsResponse.newBuilder()
        .setComponent(
            Components.Component.newBuilder().setKey("secret").setName("x").setQualifier("TRK"))
        .build();
  }

  private static MockResponse unknown() {
    return FakeSonarQube.error(404, "Component key 'secret' not found");
  }
}
