package dev.plumbline.gateway.standin;

import dev.plumbline.kernel.Failure;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A provider on the own machine that speaks both dialects and says that it is no model. The end of
 * a model's name makes it fail: {@code stand-in-error-500}, {@code -429}, {@code -cut}, {@code
 * -slow} or {@code -slow-250} (milliseconds), {@code -garbage}, {@code -refusal}, {@code -tool}.
 */
public final class StandInProvider implements AutoCloseable {
  private static final int IDLE_MILLIS = 60_000;

  private final Server server;
  private final ServerConnector connector;
  private final StandInControl control = new StandInControl();

  /**
   * Starts it.
   *
   * @param port 0 for any that is free
   * @param latency before the first token
   * @param perToken between tokens of streams
   */
  public StandInProvider(int port, Duration latency, Duration perToken) {
    // Jetty's own queue asks for a property of the processor, which takes a tenth of a second.
    QueuedThreadPool threads =
        new QueuedThreadPool(200, 2, IDLE_MILLIS, new LinkedBlockingQueue<>());
    threads.setName("stand-in");
    threads.setDaemon(true);
    threads.setVirtualThreadsExecutor(
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("stand-in-", 0).factory()));
    server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    connector.setAcceptQueueSize(4_096);
    server.addConnector(connector);
    server.setHandler(new StandInHandler(control, latency, perToken));
    start(port);
  }

  /** Starts it on any port, without delays. */
  public StandInProvider() {
    this(0, Duration.ZERO, Duration.ZERO);
  }

  private void start(int port) {
    try {
      server.start();
    } catch (IOException taken) {
      throw new Failure.Misconfigured(
          "The stand-in provider cannot listen on port %d: %s.".formatted(port, taken.getMessage()),
          "Choose another port.");
    } catch (RuntimeException wrong) {
      throw wrong;
    } catch (Exception impossible) {
      throw new IllegalStateException("The stand-in provider did not start.", impossible);
    }
  }

  /** Its base URL, without {@code /v1}. */
  public String url() {
    return "http://127.0.0.1:" + connector.getLocalPort();
  }

  /** What it is told to do, and what it was asked. */
  public StandInControl control() {
    return control;
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (RuntimeException wrong) {
      throw wrong;
    } catch (Exception impossible) {
      throw new IllegalStateException("The stand-in provider did not stop.", impossible);
    }
  }
}
