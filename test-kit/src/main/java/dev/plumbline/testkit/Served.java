package dev.plumbline.testkit;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A server to which clients connect over one transport. Over stdio each client starts a process of
 * its own; over HTTP all share one.
 */
public final class Served implements AutoCloseable {
  private final Wire wire;
  private final Launch launch;
  private final @Nullable ServerProcess process;
  private final @Nullable URI base;

  private Served(Wire wire, Launch launch, @Nullable ServerProcess process, @Nullable URI base) {
    this.wire = wire;
    this.launch = launch;
    this.process = process;
    this.base = base;
  }

  /** Serves without tokens over loopback; {@code launch} runs {@code serve} by default. */
  public static Served over(Wire wire, Launch launch) {
    if (wire == Wire.STDIO) {
      return new Served(wire, launch, null, null);
    }
    ServerProcess process =
        ServerProcess.start(launch.with("--transport", wire.option(), "--port", "0", "--no-auth"));
    try {
      return new Served(wire, launch, process, process.awaitHttp());
    } catch (AssertionError failed) {
      process.close();
      throw failed;
    }
  }

  /** Connects a client that can do nothing beside calling. */
  public TestClient connect() {
    return connect(ClientTraits.plain());
  }

  /** Connects a client. */
  public TestClient connect(ClientTraits traits) {
    return TestClient.connect(
        base == null ? McpClients.stdio(launch) : McpClients.http(wire, base, null), traits);
  }

  /** The address over HTTP. */
  public Optional<URI> base() {
    return Optional.ofNullable(base);
  }

  /** The process over HTTP. */
  public Optional<ServerProcess> process() {
    return Optional.ofNullable(process);
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }
}
