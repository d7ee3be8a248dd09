package dev.plumbline.sonarqube.tools.admin;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.sonarqube.answer.Next;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.SonarQube;
import dev.plumbline.sonarqube.sonar.Webhook;
import java.util.List;
import java.util.stream.Collectors;

/** Finds a webhook by its key, since SonarQube answers for an unknown one as if it were silent. */
final class KnownWebhook {
  private KnownWebhook() {}

  static Webhook find(SonarQube sonarQube, Scope scope, String key) {
    List<Webhook> webhooks = sonarQube.webhooks().list(scope);
    return webhooks.stream()
        .filter(it -> it.key().equals(key.strip()))
        .findFirst()
        .orElseThrow(() -> unknown(scope, webhooks, key));
  }

  private static Failure unknown(Scope scope, List<Webhook> webhooks, String key) {
    return new Failure.NotFound(
        "%s has no webhook with the key %s."
            .formatted(
                scope.project() == null ? "The server" : Next.title(scope),
                Untrusted.of(key).inline(80)),
        webhooks.isEmpty()
            ? "It has none at all."
            : webhooks.stream()
                .limit(10)
                .map(it -> Untrusted.of(it.key()).inline(60) + " is " + it.name().inline(60))
                .collect(Collectors.joining(", ", "", ".")));
  }
}
