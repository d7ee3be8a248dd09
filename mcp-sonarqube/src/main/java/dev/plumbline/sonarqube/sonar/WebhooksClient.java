package dev.plumbline.sonarqube.sonar;

import dev.plumbline.mcp.text.Untrusted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads and changes webhooks. Thread-safe. */
public final class WebhooksClient {
  private final Api api;
  private final ServerClient server;

  WebhooksClient(ServerClient server) {
    this.api = server.api();
    this.server = server;
  }

  /** The webhooks of a project, or of the server. */
  public List<Webhook> list(Scope scope) {
    List<Webhook> webhooks = new ArrayList<>();
    for (JsonNode webhook : api.json("api/webhooks/list", scoped(scope)).path("webhooks")) {
      JsonNode latest = webhook.path("latestDelivery");
      webhooks.add(
          new Webhook(
              webhook.path("key").asString(""),
              Untrusted.of(webhook.path("name").asString("")),
              Untrusted.of(webhook.path("url").asString("")),
              isSigned(webhook),
              latest.isMissingNode() ? Optional.empty() : Optional.of(read(latest))));
    }
    return webhooks;
  }

  /** The latest deliveries of a webhook, newest first. */
  public List<Webhook.Delivery> deliveries(String webhook, int count) {
    JsonNode answer =
        api.json(
            "api/webhooks/deliveries", Map.of("webhook", webhook, "ps", String.valueOf(count)));
    List<Webhook.Delivery> deliveries = new ArrayList<>();
    answer.path("deliveries").forEach(delivery -> deliveries.add(read(delivery)));
    return deliveries;
  }

  /** What was sent with a delivery. */
  public Untrusted payload(String delivery) {
    JsonNode answer = api.json("api/webhooks/delivery", Map.of("deliveryId", delivery));
    return Untrusted.of(answer.path("delivery").path("payload").asString(""));
  }

  /**
   * Makes a webhook.
   *
   * @param secret what it signs with; empty for none
   */
  public void create(Scope scope, String name, String url, String secret) {
    Map<String, String> parameters = scoped(scope);
    parameters.put("name", name);
    parameters.put("url", url);
    if (!secret.isEmpty()) {
      parameters.put("secret", secret);
    }
    api.post("api/webhooks/create", parameters);
  }

  /** Removes a webhook. */
  public void delete(String webhook) {
    api.post("api/webhooks/delete", Map.of("webhook", webhook));
  }

  /** Servers before 10.1 tell the secret itself, which is read for nothing else. */
  private static boolean isSigned(JsonNode webhook) {
    return webhook.path("hasSecret").asBoolean(false)
        || !webhook.path("secret").asString("").isEmpty();
  }

  private Map<String, String> scoped(Scope scope) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (scope.project() != null) {
      parameters.put("project", scope.project());
    }
    server.organization().ifPresent(name -> parameters.put("organization", name));
    return parameters;
  }

  private static Webhook.Delivery read(JsonNode delivery) {
    return new Webhook.Delivery(
        delivery.path("id").asString(""),
        delivery.path("at").asString(""),
        delivery.path("success").asBoolean(false),
        delivery.path("httpStatus").asInt(0),
        delivery.path("durationMs").asLong(0),
        delivery.path("componentKey").asString(""));
  }
}
