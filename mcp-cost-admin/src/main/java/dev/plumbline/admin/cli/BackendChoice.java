package dev.plumbline.admin.cli;

import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.admin.backend.gateway.GatewayBackend;
import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.HttpSettings;
import dev.plumbline.kernel.Nearest;
import dev.plumbline.kernel.PlumblineHome;
import dev.plumbline.kernel.Setting;
import dev.plumbline.kernel.Settings;
import dev.plumbline.usage.remote.GatewayAddress;
import dev.plumbline.usage.remote.GatewayClient;
import dev.plumbline.usage.remote.GatewayToken;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens the administered system that the settings name, when it is first needed. */
final class BackendChoice implements Supplier<ControlBackend> {
  /** Which system is administered. */
  static final Setting BACKEND =
      Setting.of(
          "backend", "PLUMBLINE_BACKEND", "The system to administer: gateway (the default).");

  private static final List<String> KNOWN = List.of("gateway");
  private static final HttpSettings PATIENCE =
      new HttpSettings(Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofMinutes(2), 0);

  private final Settings settings;
  private final PlumblineHome home;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable ControlBackend opened;

  BackendChoice(Settings settings, PlumblineHome home, Clock clock) {
    this.settings = settings;
    this.home = home;
    this.clock = clock;
  }

  @Override
  public ControlBackend get() {
    lock.lock();
    try {
      ControlBackend known = opened;
      if (known == null) {
        known = open();
        opened = known;
      }
      return known;
    } finally {
      lock.unlock();
    }
  }

  private ControlBackend open() {
    String name = settings.get(BACKEND).orElse("gateway").strip();
    return switch (name) {
      case "gateway" -> gateway();
      default ->
          throw new Failure.Misconfigured(
              "%s is '%s'.".formatted(BACKEND.variable(), name),
              (Nearest.hint(name, KNOWN) + " Known: " + String.join(", ", KNOWN) + ".").strip());
    };
  }

  private ControlBackend gateway() {
    GatewayAddress address =
        settings.get(GatewayAddress.SETTING).map(GatewayAddress::new).orElse(GatewayAddress.USUAL);
    GatewayToken token = new GatewayToken(settings.get(GatewayToken.SETTING), home);
    return new GatewayBackend(new GatewayClient(address, token, PATIENCE), clock);
  }
}
