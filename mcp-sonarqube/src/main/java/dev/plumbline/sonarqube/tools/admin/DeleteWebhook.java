package dev.plumbline.sonarqube.tools.admin;

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
    Webhook webhook = KnownWebhook.find(sonarQube, scope, input.webhook);
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

  /** The arguments. */
  public record Input(
      @Param("the webhook's key") String webhook,
      @Nullable @Param("default: configured, else the server; * the server") String projectKey) {}

  /** The answer. */
  public record Output(Untrusted name) {}
}
