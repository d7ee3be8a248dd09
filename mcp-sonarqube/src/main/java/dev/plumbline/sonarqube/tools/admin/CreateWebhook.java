package dev.plumbline.sonarqube.tools.admin;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.access.Role;
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
import java.net.URI;
import java.net.URISyntaxException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes a webhook for a project or the server. */
public final class CreateWebhook implements Change<CreateWebhook.Input, CreateWebhook.Output> {
  private static final int SECRET_BYTES = 32;

  private static final ToolSpec<Input, Output> SPEC =
      new ToolSpec<>(
          "create_webhook",
          "Create webhook",
          "Makes a webhook of a project or of the server, signed unless told otherwise.",
          Toolsets.ADMIN,
          Effect.WRITE,
          false,
          true,
          Role.ADMIN,
          Input.class,
          Output.class);

  private final SonarQube sonarQube;
  private final ScopeArguments scopes;

  public CreateWebhook(SonarQube sonarQube) {
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
    checkUrl(input.url);
    boolean exists =
        sonarQube.webhooks().list(scope).stream()
            .anyMatch(it ->
                it.signed() == input.signed
                    && it.name().value().equals(input.name)
                    && it.url().value().equals(input.url));
    if (exists) {
      return new Plan.Unchanged<>(
          answer(scope, input, "**Nothing changed**: the webhook is there already.", "", call));
    }
    String preview =
        "This makes the %s webhook %s of %s: after each analysis the server sends its result to %s."
            .formatted(
                input.signed ? "signed" : "unsigned",
                Untrusted.of(input.name).inline(100),
                scope.project() == null ? "the server" : Next.title(scope),
                Untrusted.of(input.url).inline(300));
    return new Plan.Proposed<>(
        preview,
        () -> {
          String secret = input.signed ? secret() : "";
          sonarQube.webhooks().create(scope, input.name, input.url, secret);
          String made = "**Made** the webhook %s.".formatted(Untrusted.of(input.name).inline(100));
          return answer(scope, input, made, secret, call);
        });
  }

  private static void checkUrl(String url) {
    try {
      URI uri = new URI(url);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      boolean web = scheme.equals("https") || scheme.equals("http");
      if (web && uri.getHost() != null && uri.getUserInfo() == null) {
        return;
      }
    } catch (URISyntaxException noUrl) {
      // Told below.
    }
    throw new Failure.InvalidInput(
        "%s is no URL of http or https without a login in it."
            .formatted(Untrusted.of(url).inline(200)),
        "Give one such as https://ci.example.org/sonarqube.");
  }

  private static String secret() {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static Answer<Output> answer(
      Scope scope, Input input, String done, String secret, Call call) {
    String text =
        Wording.paragraphs(
            done,
            secret.isEmpty()
                ? ""
                : "Its secret, shown only now: `%s`. The receiver checks X-Sonar-Webhook-HMAC-SHA256 with it."
                    .formatted(secret),
            new Next(call).call("list_webhooks", scope).toString(),
            Untrusted.LEGEND);
    return Answer.of(
        new Output(Untrusted.of(input.name), Untrusted.of(input.url), input.signed), text);
  }

  /** The arguments. */
  public record Input(
      @Param(value = "its name", max = 100) String name,
      @Param(value = "where to send", max = 500) String url,
      @Nullable @Param("default: configured, else the server; * the server") String projectKey,
      @Param(value = "with a new secret", defaultValue = "true") boolean signed) {}

  /** The answer. */
  public record Output(Untrusted name, Untrusted url, boolean signed) {}
}
