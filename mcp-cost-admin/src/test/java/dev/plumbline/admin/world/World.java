package dev.plumbline.admin.world;

import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.answer.SecretSink;
import dev.plumbline.admin.answer.Toolsets;
import dev.plumbline.admin.backend.gateway.GatewayBackend;
import dev.plumbline.admin.chargeback.Accounts;
import dev.plumbline.admin.features.AdminFeatures;
import dev.plumbline.admin.tools.AdminTools;
import dev.plumbline.control.Provider;
import dev.plumbline.gateway.standin.StandInProvider;
import dev.plumbline.gateway.start.Gateway;
import dev.plumbline.gateway.start.GatewayOptions;
import dev.plumbline.kernel.HttpSettings;
import dev.plumbline.kernel.PlumblineHome;
import dev.plumbline.kernel.Settings;
import dev.plumbline.mcp.audit.AuditLog;
import dev.plumbline.mcp.host.Catalog;
import dev.plumbline.mcp.host.Features;
import dev.plumbline.mcp.host.Identity;
import dev.plumbline.mcp.host.McpHost;
import dev.plumbline.mcp.host.Selection;
import dev.plumbline.mcp.tool.Toolset;
import dev.plumbline.testkit.TestClient;
import dev.plumbline.usage.remote.GatewayAddress;
import dev.plumbline.usage.remote.GatewayClient;
import dev.plumbline.usage.remote.GatewayToken;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Everything that a tool of this server reaches, without a cloud. */
public final class World implements AutoCloseable {
  private static final Pattern SECRET = Pattern.compile("pl-[A-Za-z0-9]+-[A-Za-z0-9_-]+");
  private static final JsonMapper MAPPER = new JsonMapper();

  private final StandInProvider provider = new StandInProvider();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Path home;
  private final Gateway gateway;
  private final GatewayClient client;
  private final GatewayBackend backend;
  private final Control control;
  private final McpHost host;
  private final Features features;

  /** An answer of the gateway. */
  public record Sent(int status, JsonNode body, Map<String, String> headers) {}

  public World(Path home) {
    this(home, null);
  }

  /**
   * @param sink where secrets go; null for answers
   */
  public World(Path home, @Nullable Path sink) {
    this(home, sink, Accounts.none());
  }

  /**
   * @param sink where secrets go; null for answers
   * @param accounts credits and the folder for exports
   */
  public World(Path home, @Nullable Path sink, Accounts accounts) {
    this(home, sink, accounts, Clock.systemUTC());
  }

  /**
   * @param sink where secrets go; null for answers
   * @param accounts credits and the folder for exports
   * @param clock of the gateway and of the tools
   */
  public World(Path home, @Nullable Path sink, Accounts accounts, Clock clock) {
    this.home = home;
    Map<String, String> environment = new HashMap<>();
    environment.put("PLUMBLINE_HOME", home.toString());
    gateway =
        Gateway.start(
            GatewayOptions.of(
                "127.0.0.1",
                0,
                Settings.load(GatewayOptions.SETTINGS, environment, null),
                environment),
            clock);
    GatewayAddress address = new GatewayAddress(url());
    GatewayToken token = new GatewayToken(Optional.empty(), new PlumblineHome(home));
    client = new GatewayClient(address, token, HttpSettings.standard());
    gateway.register(Provider.of("openai", Provider.Dialect.OPENAI, provider.url(), null));
    backend = new GatewayBackend(client, clock);
    control = new Control(() -> backend, new SecretSink(sink), ZoneId.of("UTC"), clock, accounts);
    features = AdminFeatures.all(control);
    host =
        new McpHost(
            new Identity("mcp-cost-admin", "test", "1", ""),
            new Catalog(Toolsets.all(), AdminTools.all(control), everything(false)),
            features,
            McpHost.STANDARD_BUDGET,
            new AuditLog(home.resolve("audit.jsonl"), clock),
            (tool, outcome, took) -> {},
            clock);
  }

  /** Every tool, or only those that change nothing. */
  public static Selection everything(boolean readOnly) {
    Set<String> all = Toolsets.all().stream().map(Toolset::name).collect(Collectors.toSet());
    return new Selection(all, Set.of(), Set.of(), readOnly);
  }

  /** The gateway's address. */
  public String url() {
    return "http://127.0.0.1:" + gateway.port();
  }

  /** The folder of the gateway's files. */
  public Path home() {
    return home;
  }

  /** The server, as clients see it. */
  public McpHost host() {
    return host;
  }

  /** What there is beside the tools. */
  public Features features() {
    return features;
  }

  /** What the tools work with. */
  public Control control() {
    return control;
  }

  /** The administered system, as the tools see it. */
  public GatewayBackend backend() {
    return backend;
  }

  /** The admin API. */
  public GatewayClient admin() {
    return client;
  }

  /** Calls a tool; a change only says what it would do. */
  public McpSchema.CallToolResult call(String tool, Map<String, Object> arguments) {
    return host.call(tool, arguments, message -> {});
  }

  /** Calls a tool and confirms the change. */
  public McpSchema.CallToolResult confirm(String tool, Map<String, Object> arguments) {
    Map<String, Object> all = new LinkedHashMap<>(arguments);
    all.put("confirm", true);
    return call(tool, all);
  }

  /** Calls a tool twice: the change is shown, then confirmed. */
  public McpSchema.CallToolResult make(String tool, Map<String, Object> arguments) {
    McpSchema.CallToolResult shown = call(tool, arguments);
    return Boolean.TRUE.equals(shown.isError()) ? shown : confirm(tool, arguments);
  }

  /** The structured answer; of a change that was made, its result. */
  public static JsonNode json(McpSchema.CallToolResult result) {
    JsonNode whole = MAPPER.valueToTree(result.structuredContent());
    return whole.has("result") ? whole.path("result") : whole;
  }

  /** The secret that an answer shows. */
  public static String secret(McpSchema.CallToolResult result) {
    Matcher matcher = SECRET.matcher(TestClient.text(result));
    if (matcher.find()) {
      return matcher.group();
    }
    throw new AssertionError("no secret in: " + TestClient.text(result));
  }

  /** Sends a chat request with a virtual key. */
  public Sent chat(String key, String model, int maxTokens, String... headers) {
    String body =
        """
        {"model":"%s","max_tokens":%d,"messages":[{"role":"user","content":"Hello"}]}\
        """
            .formatted(model, maxTokens);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + "/v1/chat/completions"))
            .header("authorization", "Bearer " + key)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      Map<String, String> all = new HashMap<>();
      answer.headers().map().forEach((name, values) -> all.put(name, values.getFirst()));
      return new Sent(answer.statusCode(), MAPPER.readTree(answer.body()), all);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @Override
  public void close() {
    backend.close();
    gateway.close();
    provider.close();
    http.close();
  }
}
