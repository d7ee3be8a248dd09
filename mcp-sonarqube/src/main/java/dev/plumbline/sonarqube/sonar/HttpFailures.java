package dev.plumbline.sonarqube.sonar;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.HttpSettings;
import dev.plumbline.mcp.access.CallerCredential;
import dev.plumbline.mcp.text.Untrusted;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.sonarqube.ws.client.WsResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Turns what SonarQube or the network answers into failures that say what to do. */
final class HttpFailures {
  private static final String CHECK_URL =
      "Check that SonarQube runs and that SONARQUBE_URL is its address.";

  private final ServerAddress server;

  HttpFailures(ServerAddress server) {
    this.server = server;
  }

  /** The failure that an answer of another status than 2xx stands for. */
  Failure of(WsResponse answer) {
    int code = answer.code();
    String said = said(answer);
    if (code >= 300 && code < 400) {
      return redirected(answer);
    }
    return switch (code) {
      case 401 ->
          new Failure.Denied(
              "SonarQube at " + server.text() + " does not accept the token." + said,
              "It may be mistyped, expired or revoked: generate one under My Account > Security, "
                  + (isCallers()
                      ? "and send it in the header %s.".formatted(CallerCredential.HEADER)
                      : "set SONARQUBE_TOKEN to it and start this server again."));
      case 403 ->
          new Failure.Denied(
              "SonarQube refuses this to the token's user." + said,
              "Ask a SonarQube administrator for the permission %s, or use another %s."
                  .formatted(permission(path(answer)), isCallers() ? "token" : "SONARQUBE_TOKEN"));
      case 404 ->
          new Failure.NotFound(
              "SonarQube does not find this (" + path(answer) + ")." + said,
              "Check the key; list_projects lists the projects this token may see.");
      case 429 ->
          new Failure.LimitReached(
              "SonarQube's rate limit is reached." + said,
              "Call again later.",
              answer.header("Retry-After").flatMap(Backoff::parse).orElse(Duration.ofSeconds(60)));
      default -> code < 500 ? refused(answer, said) : broken(answer, said);
    };
  }

  private static boolean isCallers() {
    return CallerCredential.current().isPresent();
  }

  /** What an endpoint wants of a user, in the words of SonarQube's own pages. */
  private static String permission(String path) {
    return switch (path) {
      case "api/issues/do_transition" ->
          "Administer Issues on the project (to accept an issue or call it false positive; Browse"
              + " for the rest)";
      case "api/hotspots/change_status" -> "Administer Security Hotspots on the project";
      case "api/qualitygates/select" -> "Administer on the project, or Administer Quality Gates";
      default ->
          path.startsWith("api/webhooks/") || path.startsWith("api/ce/")
              ? "Administer on the project, or Administer System"
              : path.startsWith("api/system/")
                  ? "Administer System"
                  : path.startsWith("api/sources/")
                      ? "See Source Code on the project"
                      : "Browse on the project";
    };
  }

  /** The failure of a request that got no whole answer. */
  Failure of(IOException broken, HttpSettings settings) {
    if (broken instanceof InterruptedIOException) {
      return upstream(
          "SonarQube at %s did not answer in time (%d s of silence or %d s in all)."
              .formatted(
                  server.text(),
                  settings.readTimeout().toSeconds(),
                  settings.callTimeout().toSeconds()),
          "Try again, or raise PLUMBLINE_SONARQUBE_TIMEOUT_SECONDS.",
          broken);
    }
    String why =
        switch (broken) {
          case UnknownHostException _ -> "its host name is not known";
          case ConnectException _ -> "the connection is refused";
          case SSLException _ -> "its TLS certificate or protocol is not accepted";
          default -> "the connection broke";
        };
    String next =
        broken instanceof SSLException
            ? "Make its certificate known to Java's trust store, or correct SONARQUBE_URL."
            : CHECK_URL;
    return upstream(
        "SonarQube at %s is not reachable: %s.".formatted(server.text(), why), next, broken);
  }

  /** The failure of a call whose caller no longer waits; the thread stays interrupted. */
  static Failure cancelled(Exception cause) {
    return new Failure.Upstream("The request to SonarQube was cancelled.", "", cause);
  }

  /** Lets a success pass unless it is a web page where the API's data was asked for. */
  WsResponse checkContent(WsResponse answer, String wanted) {
    boolean page = answer.contentType().startsWith("text/html");
    if (page && !wanted.startsWith("text/")) {
      throw new Failure.Misconfigured(
          server.text() + " answers with a web page instead of SonarQube's API.",
          "Set SONARQUBE_URL to SonarQube's own address, with its path prefix if it has one.");
    }
    return answer;
  }

  private Failure redirected(WsResponse answer) {
    String target = answer.header("Location").orElse("");
    return new Failure.Misconfigured(
        "%s redirects to %s.".formatted(server.text(), Untrusted.of(target).inline(200)),
        "The token is not sent there. If that is your SonarQube, set SONARQUBE_URL to it.");
  }

  private static Failure refused(WsResponse answer, String said) {
    return new Failure.InvalidInput(
        "SonarQube refuses the request (%d, %s).%s".formatted(answer.code(), path(answer), said),
        "Correct the arguments and call again.");
  }

  private Failure broken(WsResponse answer, String said) {
    String next =
        answer.code() == 503
            ? "It may be starting or under maintenance: try again in a minute."
            : "Try again; if it stays, look into SonarQube's logs. " + CHECK_URL;
    return upstream(
        "SonarQube at %s failed (%d, %s).%s"
            .formatted(server.text(), answer.code(), path(answer), said),
        next,
        null);
  }

  private static Failure upstream(String message, String next, @Nullable Throwable cause) {
    return new Failure.Upstream(message, next, cause);
  }

  private static String path(WsResponse answer) {
    String url = answer.requestUrl();
    int query = url.indexOf('?');
    String plain = query < 0 ? url : url.substring(0, query);
    int api = plain.indexOf("/api/");
    return api < 0 ? plain : plain.substring(api + 1);
  }

  /** " SonarQube says ‹…›." or nothing. */
  private static String said(WsResponse answer) {
    return messages(answer)
        .map(text -> " SonarQube says " + Untrusted.of(text).inline(400) + ".")
        .orElse("");
  }

  private static Optional<String> messages(WsResponse answer) {
    if (answer.contentType().startsWith("text/html")) {
      return Optional.empty();
    }
    String content = answer.content().strip();
    if (!content.startsWith("{")) {
      return Optional.of(content).filter(text -> !text.isEmpty());
    }
    List<String> texts = new ArrayList<>();
    try {
      JsonNode json = JsonMapper.shared().readTree(content);
      json.path("errors").forEach(error -> texts.add(error.path("msg").asString("")));
      texts.add(json.path("message").asString(""));
    } catch (JacksonException unreadable) {
      return Optional.empty();
    }
    texts.removeIf(String::isBlank);
    return texts.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", texts));
  }
}
