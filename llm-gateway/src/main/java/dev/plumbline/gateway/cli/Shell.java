package dev.plumbline.gateway.cli;

import dev.plumbline.gateway.start.GatewayOptions;
import dev.plumbline.kernel.HttpSettings;
import dev.plumbline.kernel.PlumblineHome;
import dev.plumbline.kernel.Setting;
import dev.plumbline.kernel.Settings;
import dev.plumbline.usage.remote.GatewayAddress;
import dev.plumbline.usage.remote.GatewayClient;
import dev.plumbline.usage.remote.GatewayToken;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the commands of one run share.
 *
 * @param environment of the process
 * @param out standard output as text
 */
record Shell(Starter starter, Map<String, String> environment, PrintStream out) {
  private static final HttpSettings PATIENCE =
      new HttpSettings(Duration.ofSeconds(5), Duration.ofMinutes(2), Duration.ofMinutes(3), 0);

  /** Every setting of the program: those of the gateway, and where to find a running one. */
  static List<Setting> known() {
    List<Setting> all = new ArrayList<>(GatewayOptions.SETTINGS);
    all.add(GatewayAddress.SETTING);
    all.add(GatewayToken.SETTING);
    return all;
  }

  PlumblineHome home() {
    return PlumblineHome.of(environment);
  }

  /**
   * Reads the configuration.
   *
   * @param file overrides PLUMBLINE_CONFIG
   * @param options variables that options of the command line set, over those of the environment
   */
  Settings settings(@Nullable Path file, Map<String, String> options) {
    String fallback = environment.getOrDefault("PLUMBLINE_CONFIG", "");
    Path chosen = file != null ? file : fallback.isBlank() ? null : Path.of(fallback);
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(options);
    return Settings.load(known(), all, chosen);
  }

  /** The running gateway that a command means. */
  GatewayAddress address(Remote remote) {
    String named = remote.gateway;
    return named != null
        ? new GatewayAddress(named)
        : settings(null, Map.of())
            .get(GatewayAddress.SETTING)
            .map(GatewayAddress::new)
            .orElse(GatewayAddress.USUAL);
  }

  /** The admin token for it. */
  GatewayToken token() {
    return new GatewayToken(settings(null, Map.of()).get(GatewayToken.SETTING), home());
  }

  /** Asks it; the caller closes the client. */
  GatewayClient client(Remote remote) {
    return new GatewayClient(address(remote), token(), PATIENCE);
  }
}
