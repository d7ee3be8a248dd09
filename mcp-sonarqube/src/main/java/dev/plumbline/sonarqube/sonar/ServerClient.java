package dev.plumbline.sonarqube.sonar;

import dev.plumbline.kernel.Failure;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sonarqube.ws.client.metrics.SearchRequest;
import org.sonarqube.ws.client.mode.ModeResource;
import org.sonarqube.ws.client.settings.ValuesRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the server is: its version, mode and metrics, kept for a few minutes. Thread-safe. */
public final class ServerClient {
  /** Answers without a token, and must: the version decides how the token is sent. */
  static final String VERSION_PATH = "api/server/version";

  private static final String MQR_SETTING = "sonar.multi-quality-mode.enabled";
  private static final Duration KEEP = Duration.ofMinutes(5);

  private final SonarQubeOptions options;
  private final Api api;
  private final Cached<ServerVersion> version = new Cached<>(KEEP, this::askVersion);
  private final Cached<Mode> mode = new Cached<>(KEEP, this::askMode);
  private final Cached<Map<String, String>> languages = new Cached<>(KEEP, this::askLanguages);
  private final Cached<Map<String, Metric>> metrics = new Cached<>(KEEP, this::askMetrics);

  ServerClient(SonarQubeOptions options) {
    this.options = options;
    this.api = new Api(options, version::get);
  }

  Api api() {
    return api;
  }

  /** The server's version. */
  public ServerVersion version() {
    return version.get();
  }

  /** In which terms the server tells severities. */
  public Mode mode() {
    return mode.get();
  }

  /** The organization on SonarQube Cloud, which its searches want. */
  Optional<String> organization() {
    return options.organization();
  }

  /** Whether this is SonarQube Cloud, whose version says nothing about what it can. */
  public boolean isCloud() {
    return options.organization().isPresent();
  }

  /** The server's metrics by key. */
  public Map<String, Metric> metrics() {
    return metrics.get();
  }

  /** Those of the metrics that this server has, in their order. */
  public List<String> existing(Collection<String> wanted) {
    Map<String, Metric> known = metrics();
    return wanted.stream().distinct().filter(known::containsKey).toList();
  }

  /** The names of the server's languages by key. */
  public Map<String, String> languages() {
    return languages.get();
  }

  private Map<String, String> askLanguages() {
    Map<String, String> known = new LinkedHashMap<>();
    for (JsonNode language : api.json("api/languages/list", Map.of()).path("languages")) {
      String key = language.path("key").asString("");
      known.put(key, language.path("name").asString(key));
    }
    return Collections.unmodifiableMap(known);
  }

  /** The address of the server. */
  public String address() {
    return ServerAddress.of(options.url()).text();
  }

  /** What a scanner is let in with. */
  public ScannerLogin scannerLogin() {
    String token = api.token();
    if (isCloud() || version().atLeast(10, 0)) {
      return new ScannerLogin(token, Map.of("SONAR_TOKEN", token));
    }
    // Older servers know a token only as a login, which must not be on the command line.
    String parameters = JsonMapper.shared().writeValueAsString(Map.of("sonar.login", token));
    return new ScannerLogin(token, Map.of("SONARQUBE_SCANNER_PARAMS", parameters));
  }

  private ServerVersion askVersion() {
    try {
      return ServerVersion.parse(api.call(services -> services.server().version()));
    } catch (Failure.Denied | Failure.NotFound hidden) {
      return ServerVersion.parse("");
    }
  }

  private Mode askMode() {
    if (isCloud()) {
      return Mode.MQR;
    }
    if (!version().atLeast(10, 2)) {
      return Mode.STANDARD;
    }
    try {
      ModeResource resource = api.call(services -> services.mode().getMode());
      return resource.mode() == ModeResource.ModeEnum.STANDARD_EXPERIENCE
          ? Mode.STANDARD
          : Mode.MQR;
    } catch (Failure.NotFound | Failure.Denied olderServer) {
      return askModeSetting();
    }
  }

  /** Servers without the endpoint and the setting (10.2 to 10.7) tell impacts only. */
  private Mode askModeSetting() {
    ValuesRequest request = new ValuesRequest().setKeys(List.of(MQR_SETTING));
    boolean off =
        api.call(services -> services.settings().values(request)).getSettingsList().stream()
            .anyMatch(setting -> setting.getValue().equals("false"));
    return off ? Mode.STANDARD : Mode.MQR;
  }

  private Map<String, Metric> askMetrics() {
    Map<String, Metric> known = new LinkedHashMap<>();
    for (int page = 1; page <= 20; page++) {
      SearchRequest request = new SearchRequest().setPs("500").setP(String.valueOf(page));
      JsonNode answer = api.json(services -> services.metrics().search(request));
      for (JsonNode metric : answer.path("metrics")) {
        String key = metric.path("key").asString("");
        known.put(
            key,
            new Metric(
                key,
                metric.path("name").asString(key),
                metric.path("type").asString(""),
                metric.path("domain").asString(""),
                metric.path("direction").asInt(0),
                metric.path("hidden").asBoolean(false)));
      }
      if (page * 500L >= answer.path("total").asLong(0)) {
        break;
      }
    }
    return Map.copyOf(known);
  }
}
