package dev.plumbline.testkit;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A connected client of the official SDK that remembers what the server told it on the way. */
public final class TestClient implements AutoCloseable {
  private final McpSyncClient sdk;
  private final McpSchema.InitializeResult welcome;
  private final List<McpSchema.ProgressNotification> progress = new CopyOnWriteArrayList<>();
  private final List<McpSchema.LoggingMessageNotification> logs = new CopyOnWriteArrayList<>();

  private TestClient(McpClientTransport transport, ClientTraits traits) {
    McpSchema.ClientCapabilities.Builder capabilities = McpSchema.ClientCapabilities.builder();
    McpClient.SyncSpec spec =
        McpClient.sync(transport)
            .requestTimeout(Duration.ofSeconds(60))
            .initializationTimeout(Duration.ofSeconds(60))
            .clientInfo(McpSchema.Implementation.builder("test-kit", "1").build())
            .progressConsumer(progress::add)
            .loggingConsumer(logs::add);
    traits
        .forms()
        .ifPresent(forms -> {
          capabilities.elicitation();
          spec.elicitation(forms);
        });
    traits
        .model()
        .ifPresent(model -> {
          capabilities.sampling();
          spec.sampling(model);
        });
    sdk = spec.capabilities(capabilities.build()).build();
    welcome = sdk.initialize();
  }

  /** Connects and shakes hands. */
  public static TestClient connect(McpClientTransport transport, ClientTraits traits) {
    return new TestClient(transport, traits);
  }

  /** The SDK's client. */
  public McpSyncClient sdk() {
    return sdk;
  }

  /** What the server said in the handshake. */
  public McpSchema.InitializeResult welcome() {
    return welcome;
  }

  /** Calls a tool. */
  public McpSchema.CallToolResult call(String tool, Map<String, Object> arguments) {
    return sdk.callTool(McpSchema.CallToolRequest.builder(tool).arguments(arguments).build());
  }

  /** Calls a tool and asks for progress. */
  public McpSchema.CallToolResult callWithProgress(
      String tool, Map<String, Object> arguments, String token) {
    return sdk.callTool(
        McpSchema.CallToolRequest.builder(tool).arguments(arguments).progressToken(token).build());
  }

  /** The progress told so far. */
  public List<McpSchema.ProgressNotification> progress() {
    return progress;
  }

  /** The log messages received so far. */
  public List<McpSchema.LoggingMessageNotification> logs() {
    return logs;
  }

  /** All text of a result. */
  public static String text(McpSchema.CallToolResult result) {
    return result.content().stream()
        .map(content -> content instanceof McpSchema.TextContent text ? text.text() : "")
        .collect(Collectors.joining("\n"));
  }

  @Override
  public void close() {
    sdk.closeGracefully();
  }
}
