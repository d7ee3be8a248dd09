package dev.plumbline.gateway.http;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.http.TlsKeystore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.jspecify.annotations.Nullable;

/** Listens, with a virtual thread for each request. */
public final class GatewayServer implements AutoCloseable {
  private static final int HEADER_BYTES = 32 * 1024;
  private static final int IDLE_MILLIS = 60_000;

  private final Server server;
  private final ServerConnector connector;
  private final SlowHeads slowHeads;
  private final String host;
  private final int port;

  /**
   * Sets up; nothing listens yet.
   *
   * @param port 0 for a free one
   * @param patience how long the headers of a request may take to come
   * @param tls the keystore of the listener; null for plain HTTP
   */
  public GatewayServer(String host, int port, Duration patience, @Nullable TlsKeystore tls) {
    this.host = host;
    this.port = port;
    // Jetty's own queue asks for a property of the processor, which takes a tenth of a second.
    QueuedThreadPool threads = new QueuedThreadPool(8, 2, IDLE_MILLIS, new LinkedBlockingQueue<>());
    threads.setName("gateway-http");
    threads.setReservedThreads(0);
    threads.setVirtualThreadsExecutor(new VirtualThreadPool());
    server = new Server(threads);
    HttpConnectionFactory http = new HttpConnectionFactory(configuration());
    connector = new ServerConnector(server, 1, 1, TlsKeystore.connections(tls, http));
    connector.setHost(address(host).getHostAddress());
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_MILLIS);
    connector.setAcceptQueueSize(1024);
    slowHeads = new SlowHeads(connector, patience);
    server.addConnector(connector);
    server.setErrorHandler(new PlainErrors());
    server.setStopTimeout(30_000);
  }

  private static HttpConfiguration configuration() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setSendXPoweredBy(false);
    configuration.setRequestHeaderSize(HEADER_BYTES);
    configuration.setResponseHeaderSize(HEADER_BYTES);
    // Otherwise a value is taken for an earlier one of its connection that differs in case.
    configuration.setHeaderCacheCaseSensitive(true);
    // A model may think for minutes before it sends anything.
    configuration.setIdleTimeout(-1);
    return configuration;
  }

  private static InetAddress address(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException unknown) {
      throw new Failure.Misconfigured(
          "The host \"" + host + "\" is unknown.", "Name an address of this machine.");
    }
  }

  /** Starts to listen; requests go to the handler. */
  public void start(Handler handler) {
    server.setHandler(handler);
    try {
      server.start();
      slowHeads.start();
    } catch (IOException taken) {
      close();
      Throwable cause = taken.getCause() == null ? taken : taken.getCause();
      throw new Failure.Misconfigured(
          "The gateway cannot listen on %s port %d: %s.".formatted(host, port, cause.getMessage()),
          "Choose another port, or stop the program that uses it.");
    } catch (Exception failed) {
      close();
      throw new IllegalStateException("the HTTP server does not start", failed);
    }
  }

  /** The port it listens on. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Lets requests under way finish for a while, then stops. */
  @Override
  public void close() {
    slowHeads.close();
    try {
      server.stop();
    } catch (Exception failed) {
      throw new IllegalStateException("the HTTP server does not stop", failed);
    }
  }
}
