package dev.plumbline.mcp.http;

import dev.plumbline.mcp.host.CallMetrics;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/** What the server has done, counted for Prometheus. Thread-safe. */
public final class PrometheusMetrics implements CallMetrics {
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
  private final Counter calls =
      Counter.builder()
          .name("plumbline_mcp_calls_total")
          .help("Tool calls by tool and outcome.")
          .labelNames("tool", "outcome")
          .register(registry);
  private final Histogram durations =
      Histogram.builder()
          .name("plumbline_mcp_call_duration_seconds")
          .help("How long tool calls took.")
          .unit(Unit.SECONDS)
          .labelNames("tool")
          .classicOnly()
          .classicUpperBounds(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
          .register(registry);
  private final Counter refusals =
      Counter.builder()
          .name("plumbline_mcp_http_refusals_total")
          .help("HTTP requests turned away, by status.")
          .labelNames("status")
          .register(registry);

  @Override
  public void called(String tool, String outcome, Duration took) {
    calls.labelValues(tool, outcome).inc();
    durations.labelValues(tool).observe(took.toNanos() / 1e9);
  }

  void refused(int status) {
    refusals.labelValues(Integer.toString(status)).inc();
  }

  String contentType() {
    return writer.getContentType();
  }

  void write(OutputStream out) throws IOException {
    writer.write(out, registry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
  }
}
