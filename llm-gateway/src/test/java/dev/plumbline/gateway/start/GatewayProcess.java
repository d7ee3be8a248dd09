package dev.plumbline.gateway.start;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A gateway in a process of its own, to be killed. */
final class GatewayProcess {
  /** Short, so that many kills hit the ledger at work. */
  private static final Duration LEDGER_EVERY = Duration.ofMillis(40);

  private GatewayProcess() {}

  /**
   * Starts a gateway and names its address when it listens.
   *
   * @param arguments its home, and the database that it shares unless it has one of its own
   */
  public static void main(String[] arguments) throws InterruptedException {
    Path home = Path.of(arguments[0]);
    Ground ground =
        arguments.length == 1 ? Ground.embedded(home) : Ground.shared(home, arguments[1]);
    Gateway gateway = ground.recordingEvery(LEDGER_EVERY).start();
    System.err.println("http://127.0.0.1:" + gateway.port());
    new CountDownLatch(1).await();
  }
}
