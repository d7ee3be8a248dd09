package dev.plumbline.gateway.record;

import dev.plumbline.control.BudgetState;
import dev.plumbline.usage.UsageEvent;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the gateway has done, counted for Prometheus. Thread-safe. */
public final class Metrics {
  private static final double[] SECONDS = {
    0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120
  };

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
  private final Counter requests =
      Counter.builder()
          .name("llm_requests_total")
          .help("Requests by provider, model and how they ended.")
          .labelNames("provider", "model", "status")
          .register(registry);
  private final Counter selections =
      Counter.builder()
          .name("llm_model_selection_total")
          .help("Which model answered what was asked for.")
          .labelNames("requested", "provider", "model")
          .register(registry);
  private final Histogram costs =
      Histogram.builder()
          .name("llm_cost_per_request_dollars")
          .help("Cost of requests with a known price, in US dollars.")
          .labelNames("provider", "model")
          .classicOnly()
          .classicUpperBounds(0.0001, 0.001, 0.01, 0.05, 0.1, 0.5, 1, 5, 10)
          .register(registry);
  private final Gauge utilization =
      Gauge.builder()
          .name("llm_budget_utilization_ratio")
          .help("Spent and held of a budget, 1 when it is used up.")
          .labelNames("budget", "value")
          .register(registry);
  private final Histogram latency =
      seconds("llm_request_duration_seconds", "To the end of the answer.");
  private final Histogram firstToken =
      seconds("llm_time_to_first_token_seconds", "To the first token of a streamed answer.");
  private final Histogram operation =
      seconds("gen_ai_server_request_duration_seconds", "OpenTelemetry's name of the duration.");
  private final Histogram serverFirstToken =
      seconds(
          "gen_ai_server_time_to_first_token_seconds", "OpenTelemetry's name of the first token.");
  private final Counter tokens =
      Counter.builder()
          .name("gen_ai_client_token_usage_total")
          .help("Tokens by model and kind.")
          .labelNames("provider", "model", "type")
          .register(registry);

  private final Gauge firing =
      Gauge.builder()
          .name("llm_alerts_firing")
          .help("Values for which an alert fires.")
          .labelNames("alert")
          .register(registry);
  private final Gauge messagesWaiting =
      Gauge.builder()
          .name("llm_alert_messages_waiting")
          .help("Messages about alerts that channels still have to take.")
          .register(registry);
  private final Gauge alertTroubles =
      Gauge.builder()
          .name("llm_alert_troubles")
          .help("Channels and stores that keep alerts from being told.")
          .register(registry);
  private final Counter messages =
      Counter.builder()
          .name("llm_alert_messages_total")
          .help("Attempts to send messages about alerts, by channel and result.")
          .labelNames("channel", "result")
          .register(registry);

  private Histogram seconds(String name, String help) {
    return Histogram.builder()
        .name(name)
        .help(help)
        .unit(Unit.SECONDS)
        .labelNames("provider", "model")
        .classicOnly()
        .classicUpperBounds(SECONDS)
        .register(registry);
  }

  /** Counts a request that came to an end. */
  public void ended(UsageEvent event) {
    String provider = event.provider();
    String model = event.model();
    requests.labelValues(provider, model, event.delivery().status().label()).inc();
    String requested = event.requestedModel() == null ? model : event.requestedModel();
    selections.labelValues(requested, provider, model).inc();
    if (event.charge().cost() != null) {
      costs.labelValues(provider, model).observe(event.charge().cost().total().doubleValue());
    }
    observe(latency, operation, provider, model, event.delivery().latencyMillis());
    observe(firstToken, serverFirstToken, provider, model, event.delivery().firstTokenMillis());
    tokens.labelValues(provider, model, "input").inc(event.tokens().input());
    tokens.labelValues(provider, model, "output").inc(event.tokens().output());
  }

  private static void observe(
      Histogram ours, Histogram theirs, String provider, String model, @Nullable Long millis) {
    if (millis != null) {
      ours.labelValues(provider, model).observe(millis / 1e3);
      theirs.labelValues(provider, model).observe(millis / 1e3);
    }
  }

  /** Counts an attempt to send a message about alerts. */
  public void messages(String channel, String result) {
    messages.labelValues(channel, result).inc();
  }

  /** Says how alerts do. */
  public void alerts(Map<String, Integer> byAlert, int waiting, int troubles) {
    firing.clear();
    byAlert.forEach((alert, values) -> firing.labelValues(alert).set(values));
    messagesWaiting.set(waiting);
    alertTroubles.set(troubles);
  }

  /** Writes everything in the Prometheus text format, with budgets as they stand. */
  public void write(Collection<BudgetState> budgets, OutputStream out) throws IOException {
    utilization.clear();
    for (BudgetState state : budgets) {
      BigDecimal used =
          state.spent().add(state.reserved()).divide(state.limit(), 6, RoundingMode.HALF_UP);
      utilization.labelValues(state.budget().id(), state.value()).set(used.doubleValue());
    }
    writer.write(out, registry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
  }

  /** The media type of what {@link #write} writes. */
  public String contentType() {
    return writer.getContentType();
  }
}
