package dev.plumbline.gateway.start;

import dev.plumbline.kernel.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Gateways in a process of their own, to be killed. */
final class GatewayProcess {
  /** Short, so that many kills hit the ledger at work. */
  private static final Duration LEDGER_EVERY = Duration.ofMillis(40);

  private GatewayProcess() {}

  /**
   * Starts gateways and names their addresses when they listen.
   *
   * @param arguments the database that they share, or nothing for one each; then their homes
   */
  public static void main(String[] arguments) throws InterruptedException {
    String database = arguments[0];
    for (String home : List.of(arguments).subList(1, arguments.length)) {
      Path folder = Path.of(home);
      Ground ground =
          database.isEmpty() ? Ground.embedded(folder) : Ground.shared(folder, database);
      Gateway gateway = start(ground);
      System.err.println("http://127.0.0.1:" + gateway.port());
    }
    new CountDownLatch(1).await();
  }

  private static Gateway start(Ground ground) {
    Map<String, String> environment = ground.variables();
    Settings settings = Settings.load(GatewayOptions.SETTINGS, environment, null);
    GatewayOptions usual = GatewayOptions.of("127.0.0.1", 0, settings, environment);
    return Gateway.start(
        new GatewayOptions(
            usual.host(),
            usual.port(),
            usual.home(),
            usual.database(),
            usual.ledger(),
            usual.priceFile(),
            usual.syncEvery(),
            LEDGER_EVERY,
            usual.unboundedOutput(),
            usual.bodies(),
            usual.texts(),
            usual.environment()),
        Clock.systemUTC());
  }
}
