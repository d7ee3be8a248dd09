package dev.plumbline.sonarqube.tools.admin;

import dev.plumbline.mcp.text.Table;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Question;
import dev.plumbline.mcp.tool.ToolSpec;
import dev.plumbline.sonarqube.answer.Next;
import dev.plumbline.sonarqube.answer.ScopeArguments;
import dev.plumbline.sonarqube.answer.Toolsets;
import dev.plumbline.sonarqube.answer.Wording;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.SonarQube;
import dev.plumbline.sonarqube.sonar.Webhook;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the webhooks of a project or of the server. */
public final class ListWebhooks implements Question<ListWebhooks.Input, ListWebhooks.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "list_webhooks",
          "Webhooks",
          "Webhooks of a project or of the server with their latest delivery.",
          Toolsets.ADMIN,
          Input.class,
          Output.class);

  private final SonarQube sonarQube;
  private final ScopeArguments scopes;

  public ListWebhooks(SonarQube sonarQube) {
    this.sonarQube = sonarQube;
    this.scopes = new ScopeArguments(sonarQube);
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    Scope scope = scopes.resolveOrAll(input.projectKey, null, null);
    List<Webhook> webhooks = sonarQube.webhooks().list(scope);
    return call.fit(webhooks.size(), rows -> answer(scope, webhooks, rows, call));
  }

  private static Answer<Output> answer(Scope scope, List<Webhook> webhooks, int rows, Call call) {
    Table table = new Table("Name", "URL", "Signed", "Latest delivery", "Webhook");
    List<Webhook> shown = webhooks.subList(0, rows);
    shown.forEach(webhook ->
        table.row(
            webhook.name().inline(80),
            webhook.url().inline(200),
            webhook.signed() ? "yes" : "no",
            webhook.latest().map(Deliveries::words).orElse("none"),
            Untrusted.of(webhook.key()).inline(60)));
    Next next = new Next(call);
    shown.stream()
        .findFirst()
        .ifPresent(it -> next.call("get_webhook_deliveries", scope, "webhook", it.key()));
    String text =
        Wording.paragraphs(
            "**%s** of %s."
                .formatted(
                    Wording.count(webhooks.size(), "webhook"),
                    scope.project() == null ? "the server" : Next.title(scope)),
            table.isEmpty() ? "" : table.toString(),
            next.call("create_webhook", scope).toString(),
            Untrusted.LEGEND);
    List<Row> output =
        shown.stream()
            .map(it ->
                new Row(
                    Untrusted.of(it.key()),
                    it.name(),
                    it.url(),
                    it.latest().map(Webhook.Delivery::success).orElse(null)))
            .toList();
    return Answer.of(new Output(output), text);
  }

  /** A webhook; {@code delivered} tells whether the latest delivery was accepted. */
  public record Row(
      Untrusted webhook, Untrusted name, Untrusted url, @Nullable Boolean delivered) {}

  /** The arguments. */
  public record Input(
      @Nullable @Param("default: configured, else the server; * the server") String projectKey) {}

  /** The answer. */
  public record Output(List<Row> webhooks) {}
}
