package dev.plumbline.sonarqube.tools.admin;

import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.sonarqube.sonar.Webhook;

/** Deliveries of webhooks in words. */
final class Deliveries {
  private Deliveries() {}

  /** Such as {@code accepted with 200, 2026-01-31T10:00:00+0000}. */
  static String words(Webhook.Delivery delivery) {
    String status = delivery.httpStatus() == 0 ? "no answer" : "status " + delivery.httpStatus();
    return "%s (%s), %s"
        .formatted(
            delivery.success() ? "accepted" : "failed",
            status,
            Untrusted.of(delivery.at()).value());
  }
}
