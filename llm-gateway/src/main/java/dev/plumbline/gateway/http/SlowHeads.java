package dev.plumbline.gateway.http;

import java.time.Duration;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * Closes connections whose request line and headers take too long to come. Jetty's own limit starts
 * anew with each byte.
 */
final class SlowHeads implements AutoCloseable {
  private static final long PAUSE_MILLIS = 1_000;

  private final ServerConnector connector;
  private final Duration patience;
  private final Thread thread;

  SlowHeads(ServerConnector connector, Duration patience) {
    this.connector = connector;
    this.patience = patience;
    this.thread = Thread.ofVirtual().name("slow-heads").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(PAUSE_MILLIS);
        for (EndPoint endPoint : connector.getConnectedEndPoints()) {
          if (late(endPoint)) {
            endPoint.close();
          }
        }
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean late(EndPoint endPoint) {
    if (!(endPoint.getConnection() instanceof HttpConnection connection)) {
      return false;
    }
    HttpParser parser = connection.getParser();
    return parser.inHeaderState()
        && !parser.isStart()
        && System.nanoTime() - parser.getBeginNanoTime() > patience.toNanos();
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
