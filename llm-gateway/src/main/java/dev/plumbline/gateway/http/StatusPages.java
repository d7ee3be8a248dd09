package dev.plumbline.gateway.http;

import dev.plumbline.control.BudgetState;
import dev.plumbline.gateway.record.Metrics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/** How the gateway is, for people and for monitoring. */
public final class StatusPages {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private StatusPages() {}

  /** Says that the process is alive, and what hampers it. */
  public static Page health(Supplier<Map<String, Object>> state) {
    return exchange -> json(exchange, 200, state.get());
  }

  /** Says whether requests can be served: 200, or 503 with the reason. */
  public static Page ready(Supplier<String> trouble) {
    return exchange -> {
      String reason = trouble.get();
      json(
          exchange,
          reason.isEmpty() ? 200 : 503,
          reason.isEmpty() ? Map.of("ready", true) : Map.of("ready", false, "reason", reason));
    };
  }

  /** The metrics for Prometheus. */
  public static Page metrics(Metrics metrics, Supplier<Collection<BudgetState>> budgets) {
    return exchange -> {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      metrics.write(budgets.get(), text);
      exchange.send(200, metrics.contentType(), none(), text.toByteArray());
    };
  }

  private static void json(Exchange exchange, int status, Map<String, Object> value)
      throws IOException {
    byte[] body = JSON.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
    exchange.send(status, "application/json", none(), body);
  }

  private static SortedMap<String, String> none() {
    return new TreeMap<>();
  }
}
