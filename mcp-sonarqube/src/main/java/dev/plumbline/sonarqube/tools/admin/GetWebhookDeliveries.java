package dev.plumbline.sonarqube.tools.admin;

import dev.plumbline.mcp.text.Table;
import dev.plumbline.mcp.text.Text;
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
import dev.plumbline.sonarqube.sonar.Keys;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.SonarQube;
import dev.plumbline.sonarqube.sonar.Webhook;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows what a webhook delivered lately, and what was sent last. */
public final class GetWebhookDeliveries
    implements Question<GetWebhookDeliveries.Input, GetWebhookDeliveries.Output> {
  private static final int PAYLOAD = 2_000;

  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "get_webhook_deliveries",
          "Webhook deliveries",
          "Recent deliveries of a webhook, and the payload of the latest.",
          Toolsets.ADMIN,
          Input.class,
          Output.class);

  private final SonarQube sonarQube;
  private final ScopeArguments scopes;

  public GetWebhookDeliveries(SonarQube sonarQube) {
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
    Webhook webhook = KnownWebhook.find(sonarQube, scope, input.webhook);
    List<Webhook.Delivery> deliveries = sonarQube.webhooks().deliveries(webhook.key(), input.limit);
    @Nullable Untrusted payload =
        deliveries.isEmpty() ? null : sonarQube.webhooks().payload(deliveries.getFirst().id());
    return call.fit(deliveries.size(), rows -> answer(scope, deliveries, payload, rows, call));
  }

  private static Answer<Output> answer(
      Scope scope,
      List<Webhook.Delivery> deliveries,
      @Nullable Untrusted payload,
      int rows,
      Call call) {
    Table table = new Table("At", "Result", "Took:", "Project");
    List<Webhook.Delivery> shown = deliveries.subList(0, rows);
    shown.forEach(it ->
        table.row(
            Untrusted.of(it.at()).value(),
            (it.success() ? "accepted, " : "failed, ")
                + (it.httpStatus() == 0 ? "no answer" : "status " + it.httpStatus()),
            it.millis() + " ms",
            it.project().isEmpty() ? "–" : Keys.show(it.project())));
    String text =
        Wording.paragraphs(
            "**%s**, newest first."
                .formatted(
                    Wording.count(deliveries.size(), "delivery")
                        .replace("deliverys", "deliveries")),
            table.isEmpty() ? "" : table.toString(),
            payload == null
                ? ""
                : "What was sent last:\n"
                    + Untrusted.of(Text.cut(payload.value(), PAYLOAD)).block("payload"),
            new Next(call).call("list_webhooks", scope).toString(),
            Untrusted.LEGEND);
    List<Row> output =
        shown.stream()
            .map(it -> new Row(Untrusted.of(it.at()), it.success(), it.httpStatus(), it.millis()))
            .toList();
    return Answer.of(new Output(output), text);
  }

  /** A delivery; {@code httpStatus} 0 without an answer. */
  public record Row(Untrusted at, boolean success, int httpStatus, long millis) {}

  /** The arguments. */
  public record Input(
      @Param("the webhook's key") String webhook,
      @Nullable @Param("default: configured, else the server; * the server") String projectKey,
      @Param(value = "rows", defaultValue = "10", min = 1, max = 100) int limit) {}

  /** The answer. */
  public record Output(List<Row> deliveries) {}
}
