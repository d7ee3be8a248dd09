package dev.plumbline.sonarqube.tools.admin;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Change;
import dev.plumbline.mcp.tool.Effect;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Plan;
import dev.plumbline.mcp.tool.ToolSpec;
import dev.plumbline.sonarqube.answer.Next;
import dev.plumbline.sonarqube.answer.ScopeArguments;
import dev.plumbline.sonarqube.answer.Toolsets;
import dev.plumbline.sonarqube.answer.Wording;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.SonarQube;
import dev.plumbline.sonarqube.sonar.Webhook;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Removes a webhook. */
public final class DeleteWebhook implements Change<DeleteWebhook.Input, DeleteWebhook.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.change(
          "delete_webhook",
          "Delete webhook",
          "Removes a webhook and its record of deliveries.",
          Toolsets.ADMIN,
          Effect.DESTRUCTIVE,
          Input.class,
          Output.class);

  private final SonarQube sonarQube;
  private final ScopeArguments scopes;

  public DeleteWebhook(SonarQube sonarQube) {
    this.sonarQube = sonarQube;
    this.scopes = new ScopeArguments(sonarQube);
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Plan<Output> plan(Input input, Call call) {
    Scope scope = scopes.resolveOrAll(input.projectKey, null, null);
    List<Webhook> webhooks = sonarQube.webhooks().list(scope);
    Webhook webhook =
        webhooks.stream()
            .filter(it -> it.key().equals(input.webhook.strip()))
            .findFirst()
            .orElseThrow(() -> unknown(scope, webhooks, input.webhook));
    String preview =
        "This removes the webhook %s of %s, which sends to %s, for good."
            .formatted(
                webhook.name().inline(100),
                scope.project() == null ? "the server" : Next.title(scope),
                webhook.url().inline(300));
    return new Plan.Proposed<>(
        preview,
        () -> {
          sonarQube.webhooks().delete(webhook.key());
          String text =
              Wording.paragraphs(
                  "**Removed** the webhook %s.".formatted(webhook.name().inline(100)),
                  new Next(call).call("list_webhooks", scope).toString(),
                  Untrusted.LEGEND);
          return Answer.of(new Output(webhook.name()), text);
        });
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

  /** The arguments. */
  public record Input(
      @Param("the webhook's key") String webhook,
      @Nullable @Param("default: configured, else the server; * the server") String projectKey) {}

  /** The answer. */
  public record Output(Untrusted name) {}
}
