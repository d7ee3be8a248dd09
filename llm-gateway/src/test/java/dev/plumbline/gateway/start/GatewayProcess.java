package dev.plumbline.gateway.start;

import dev.plumbline.kernel.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Gateways in a process of their own, to be killed. */
final class GatewayProcess {
  /** Short, so that many kills hit the ledger at work. */
  private static final Duration LEDGER_EVERY = Duration.ofMillis(40);

  private GatewayProcess() {}

  /** Starts one on each home that is given, and names its address when it listens. */
  public static void main(String[] homes) throws InterruptedException {
    for (String home : homes) {
      Gateway gateway = start(Ground.embedded(Path.of(home)));
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
