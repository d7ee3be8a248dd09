package dev.plumbline.mcp.http;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import java.net.InetAddress;
import java.util.EnumSet;
import java.util.Map;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/** Sets up Jetty: one connector, one filter, the servlets, a virtual thread for each request. */
final class Jetty {
  private final HttpOptions options;
  private final Timings timings;

  Jetty(HttpOptions options, Timings timings) {
    this.options = options;
    this.timings = timings;
  }

  Server server(InetAddress address, Gate gate, Map<Endpoint, HttpServlet> servlets) {
    Server server = new Server(threads());
    server.addConnector(connector(server, address));
    server.setErrorHandler(new JettyErrors());
    server.setHandler(context(gate, servlets));
    return server;
  }

  /**
   * A few threads wait for the network and keep the process alive; requests run on virtual ones.
   */
  private static QueuedThreadPool threads() {
    QueuedThreadPool threads = new QueuedThreadPool(8, 2);
    threads.setName("mcp-http");
    threads.setReservedThreads(0);
    threads.setVirtualThreadsExecutor(new VirtualThreadPool());
    return threads;
  }

  private ServerConnector connector(Server server, InetAddress address) {
    HttpConfiguration configuration = new HttpConfiguration();
    // Else a connection may be given a header as it was sent before in another case, a token too.
    configuration.setHeaderCacheCaseSensitive(true);
    configuration.setSendServerVersion(false);
    configuration.setSendXPoweredBy(false);
    HttpConnectionFactory http = new HttpConnectionFactory(configuration);
    ServerConnector connector =
        new ServerConnector(server, 1, 1, TlsKeystore.connections(options.keystore(), http));
    connector.setHost(address.getHostAddress());
    connector.setPort(options.port());
    connector.setIdleTimeout(timings.connectionIdle().toMillis());
    return connector;
  }

  private static ServletContextHandler context(Gate gate, Map<Endpoint, HttpServlet> servlets) {
    ServletContextHandler context = new ServletContextHandler();
    context.setErrorHandler(new JettyErrors());
    FilterHolder filter = new FilterHolder(gate);
    filter.setAsyncSupported(true);
    context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
    servlets.forEach((endpoint, servlet) -> {
      ServletHolder holder = new ServletHolder(endpoint.name(), servlet);
      holder.setAsyncSupported(true);
      context.addServlet(holder, endpoint.path());
    });
    return context;
  }
}
