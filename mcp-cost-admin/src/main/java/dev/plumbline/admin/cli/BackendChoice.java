package dev.plumbline.admin.cli;

import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.admin.backend.gateway.GatewayBackend;
import dev.plumbline.admin.backend.litellm.LiteLlmBackend;
import dev.plumbline.admin.backend.openrouter.OpenRouterBackend;
import dev.plumbline.admin.backend.portkey.Edition;
import dev.plumbline.admin.backend.portkey.PortkeyBackend;
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
          "backend",
          "PLUMBLINE_BACKEND",
          "The system to administer: gateway (the default), portkey, litellm or openrouter.");

  private static final Setting PORTKEY_KEY =
      Setting.secret("portkey.key", "PORTKEY_API_KEY", "The key that administers Portkey.");
  private static final Setting PORTKEY_URL =
      Setting.of("portkey.url", "PORTKEY_BASE_URL", "Default: " + Edition.CLASSIC.url() + ".");
  private static final Setting PORTKEY_WORKSPACE =
      Setting.of(
          "portkey.workspace",
          "PORTKEY_WORKSPACE",
          "The workspace, where the key is one of the whole organisation.");
  private static final Setting LITELLM_KEY =
      Setting.secret("litellm.key", LiteLlmBackend.KEY, "The key of a LiteLLM admin.");
  private static final Setting LITELLM_URL =
      Setting.of("litellm.url", "LITELLM_BASE_URL", "Default: " + LiteLlmBackend.URL + ".");
  private static final Setting OPENROUTER_KEY =
      Setting.secret("openrouter.key", OpenRouterBackend.KEY, "OpenRouter's management key.");
  private static final Setting OPENROUTER_URL =
      Setting.of(
          "openrouter.url", "OPENROUTER_BASE_URL", "Default: " + OpenRouterBackend.URL + ".");

  /** All that say which system it is, and how to reach it. */
  static final List<Setting> SETTINGS =
      List.of(
          BACKEND,
          GatewayAddress.SETTING,
          GatewayToken.SETTING,
          PORTKEY_KEY,
          PORTKEY_URL,
          PORTKEY_WORKSPACE,
          LITELLM_KEY,
          LITELLM_URL,
          OPENROUTER_KEY,
          OPENROUTER_URL);

  private static final List<String> KNOWN = List.of("gateway", "portkey", "litellm", "openrouter");
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
      case "portkey" ->
          PortkeyBackend.at(
              settings.get(PORTKEY_URL).orElse(Edition.CLASSIC.url()),
              key(PORTKEY_KEY),
              settings.get(PORTKEY_WORKSPACE).orElse(null),
              clock);
      case "litellm" ->
          LiteLlmBackend.at(
              settings.get(LITELLM_URL).orElse(LiteLlmBackend.URL), key(LITELLM_KEY), clock);
      case "openrouter" ->
          OpenRouterBackend.at(
              settings.get(OPENROUTER_URL).orElse(OpenRouterBackend.URL),
              key(OPENROUTER_KEY),
              clock);
      default ->
          throw new Failure.Misconfigured(
              "%s is '%s'.".formatted(BACKEND.variable(), name),
              (Nearest.hint(name, KNOWN) + " Known: " + String.join(", ", KNOWN) + ".").strip());
    };
  }

  private String key(Setting setting) {
    return settings
        .get(setting)
        .orElseThrow(() ->
            new Failure.Misconfigured(
                setting.variable() + " is not set.", "Set it: " + setting.description()));
  }

  private ControlBackend gateway() {
    GatewayAddress address =
        settings.get(GatewayAddress.SETTING).map(GatewayAddress::new).orElse(GatewayAddress.USUAL);
    GatewayToken token = new GatewayToken(settings.get(GatewayToken.SETTING), home);
    return new GatewayBackend(new GatewayClient(address, token, PATIENCE), clock);
  }
}
