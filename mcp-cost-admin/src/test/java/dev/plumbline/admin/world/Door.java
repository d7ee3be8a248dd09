package dev.plumbline.admin.world;

import dev.plumbline.mcp.access.Role;
import dev.plumbline.mcp.access.TokenStore;
import dev.plumbline.mcp.http.HttpOptions;
import dev.plumbline.mcp.http.HttpServer;
import dev.plumbline.mcp.http.HttpTransport;
import dev.plumbline.mcp.http.PrometheusMetrics;
import dev.plumbline.testkit.ClientTraits;
import dev.plumbline.testkit.McpClients;
import dev.plumbline.testkit.TestClient;
import dev.plumbline.testkit.Wire;
import java.net.URI;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The server of a world over HTTP, with a token for each role. */
public final class Door implements AutoCloseable {
  private static final int PLENTY = 100_000;

  private final HttpServer server;
  private final Map<Role, String> tokens = new EnumMap<>(Role.class);

  /** Opens it on a free port. */
  public Door(World world) {
    TokenStore store = new TokenStore(world.home().resolve("tokens.json"), Clock.systemUTC());
    for (Role role : Role.values()) {
      String name = role.name().toLowerCase(Locale.ROOT);
      tokens.put(role, store.create(name, role, null).token());
    }
    HttpOptions options =
        new HttpOptions(
            "127.0.0.1",
            0,
            Set.of(HttpTransport.values()),
            List.of(),
            List.of(),
            HttpOptions.DEFAULT_MAX_REQUEST_BYTES,
            PLENTY,
            null,
            true);
    server =
        new HttpServer(
            options,
            world.host().sessions(),
            store,
            new HttpServer.Info("mcp-cost-admin", "test", Optional::empty, Map::of),
            new PrometheusMetrics());
    server.start();
  }

  /** Connects a client that has no forms to confirm with. */
  public TestClient connect(Role role) {
    return TestClient.connect(
        McpClients.http(Wire.HTTP, address(), token(role)), ClientTraits.plain());
  }

  /** Where it is. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  /** The token of a role. */
  public String token(Role role) {
    return Optional.ofNullable(tokens.get(role)).orElseThrow();
  }

  @Override
  public void close() {
    server.close();
  }
}
