package dev.plumbline.testkit;

import io.modelcontextprotocol.client.transport.HttpClientSseClientTransport;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpClientTransport;
import java.net.URI;
import java.net.http.HttpRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The client ends of each transport, from the official SDK. */
public final class McpClients {
  private McpClients() {}

  /** Starts the server as a child and speaks over its standard streams. */
  public static McpClientTransport stdio(Launch launch) {
    ServerParameters parameters =
        ServerParameters.builder(launch.command().getFirst())
            .args(launch.command().subList(1, launch.command().size()))
            .env(launch.environment())
            .build();
    return new StdioTransport(parameters, launch);
  }

  /** Speaks over HTTP; {@code token} is sent as a bearer token if there is one. */
  @SuppressWarnings("deprecation") // Users of the older transport are still served.
  public static McpClientTransport http(Wire wire, URI base, @Nullable String token) {
    HttpRequest.Builder request = HttpRequest.newBuilder();
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return switch (wire) {
      case SSE ->
          HttpClientSseClientTransport.builder(base.toString())
              .sseEndpoint("/sse")
              .requestBuilder(request)
              .jsonMapper(mapper())
              .build();
      case HTTP ->
          HttpClientStreamableHttpTransport.builder(base.toString())
              .endpoint("/mcp")
              .requestBuilder(request)
              .jsonMapper(mapper())
              .build();
      case STDIO -> throw new IllegalArgumentException("stdio has no address");
    };
  }

  private static JacksonMcpJsonMapper mapper() {
    return new JacksonMcpJsonMapper(new JsonMapper());
  }

  /** Starts the process with the launch's own, clean environment. */
  private static final class StdioTransport extends StdioClientTransport {
    private final Launch launch;

    StdioTransport(ServerParameters parameters, Launch launch) {
      super(parameters, mapper());
      this.launch = launch;
      setStdErrorHandler(line -> {});
    }

    @Override
    protected ProcessBuilder getProcessBuilder() {
      return launch.process();
    }
  }
}
