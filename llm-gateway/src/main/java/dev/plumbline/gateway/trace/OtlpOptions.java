package dev.plumbline.gateway.trace;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Setting;
import dev.plumbline.kernel.Settings;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where spans are sent.
 *
 * @param endpoint the whole address, such as {@code http://127.0.0.1:4318/v1/traces}
 * @param headers sent along, which may hold secrets
 * @param service the name that the gateway has in traces
 */
public record OtlpOptions(String endpoint, SortedMap<String, String> headers, String service) {
  /** The collector. */
  public static final Setting ENDPOINT =
      Setting.of(
          "otlp.endpoint",
          "OTEL_EXPORTER_OTLP_ENDPOINT",
          "An OpenTelemetry collector that takes traces over OTLP/HTTP below it, such as"
              + " http://127.0.0.1:4318. Default: no traces.");

  /** Another address for traces. */
  public static final Setting TRACES_ENDPOINT =
      Setting.of(
          "otlp.traces.endpoint",
          "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
          "The whole address for traces, where it is not /v1/traces below the collector.");

  /** What the collector wants to be told. */
  public static final Setting HEADERS =
      Setting.secret(
          "otlp.headers",
          "OTEL_EXPORTER_OTLP_HEADERS",
          "Headers for the collector: name=value,name=value.");

  /** The name in traces. */
  public static final Setting SERVICE =
      Setting.of(
          "otlp.service", "OTEL_SERVICE_NAME", "The gateway's name in traces (llm-gateway).");

  /** All of them. */
  public static final List<Setting> SETTINGS = List.of(ENDPOINT, TRACES_ENDPOINT, HEADERS, SERVICE);

  public OtlpOptions {
    headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
  }

  /** What settings say; empty where they name no collector. */
  public static Optional<OtlpOptions> of(Settings settings) {
    return settings
        .get(TRACES_ENDPOINT)
        .or(() -> settings.get(ENDPOINT).map(base -> base.replaceAll("/+$", "") + "/v1/traces"))
        .map(OtlpOptions::checked)
        .map(endpoint ->
            new OtlpOptions(
                endpoint,
                headers(settings.get(HEADERS).orElse("")),
                settings.get(SERVICE).orElse("llm-gateway")));
  }

  private static String checked(String endpoint) {
    try {
      URI address = URI.create(endpoint);
      boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
      if (http && address.getHost() != null && address.getUserInfo() == null) {
        return endpoint;
      }
    } catch (IllegalArgumentException noAddress) {
      // The same as an address of another kind.
    }
    throw new Failure.Misconfigured(
        "The address of the OpenTelemetry collector in %s is not an http address, or holds a user."
            .formatted(ENDPOINT.variable()),
        "Give one like http://127.0.0.1:4318; a password goes into " + HEADERS.variable() + ".");
  }

  private static SortedMap<String, String> headers(String text) {
    SortedMap<String, String> headers = new TreeMap<>();
    for (String header : text.split(",", -1)) {
      int equals = header.indexOf('=');
      if (equals > 0) {
        headers.put(
            header.substring(0, equals).strip(),
            URLDecoder.decode(header.substring(equals + 1).strip(), StandardCharsets.UTF_8));
      } else if (!header.isBlank()) {
        throw new Failure.Misconfigured(
            HEADERS.variable() + " holds something that is no name=value.",
            "Write it as name=value,name=value.");
      }
    }
    return headers;
  }

  /** Without the headers, which may hold secrets. */
  @Override
  public String toString() {
    return "OtlpOptions[" + endpoint + ", " + service + "]";
  }
}
