package dev.plumbline.usage.source.http;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.source.text.JsonValues;
import dev.plumbline.usage.source.text.Numbers;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Says what an answer that is no success means, and what to do. */
final class ApiFailures {
  private static final int LONGEST = 300;

  /** What looks like a key of any vendor. */
  private static final Pattern KEY = Pattern.compile("\\b(sk|pk|pl|rk)-[A-Za-z0-9_.-]{6,}");

  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]+");
  private static final Pattern BLANK = Pattern.compile(" ");
  private static final int SHORTEST_SECRET = 6;

  private final ApiServer server;
  private final Advice advice;

  ApiFailures(ApiServer server, Advice advice) {
    this.server = server;
    this.advice = advice;
  }

  Failure of(int status, String path, String body) {
    return switch (status) {
      case 401 ->
          new Failure.Denied(
              "%s refused the key in %s (status 401).".formatted(server.name(), server.variable()),
              "Set " + server.variable() + ": " + server.need());
      case 403 ->
          new Failure.Denied(
              "%s does not let the key in %s %s %s (status 403)."
                  .formatted(server.name(), server.variable(), advice.verb(), path),
              "Set " + server.variable() + ": " + server.need());
      case 404 ->
          new Failure.NotFound(
              "%s has no %s (status 404).".formatted(server, path), advice.missing());
      case 400, 422 ->
          new Failure.InvalidInput(
              "%s does not take the request for %s (status %d)%s"
                  .formatted(server.name(), path, status, told(body)),
              advice.refused());
      case 409 ->
          new Failure.Conflict(
              "%s refuses the change of %s, as it does not fit what is there (status 409)%s"
                  .formatted(server.name(), path, told(body)),
              advice.missing());
      default ->
          new Failure.Upstream(
              "%s answered %s with status %d%s".formatted(server.name(), path, status, told(body)),
              status >= 300 && status < 400 ? "Give the address it redirects to." : advice.later(),
              null);
    };
  }

  Failure tooMany(String path, Duration wait) {
    return new Failure.LimitReached(
        "%s takes no further requests for %s for %d seconds."
            .formatted(server.name(), path, wait.toSeconds()),
        advice.later(),
        wait);
  }

  Failure unreachable(String path, Exception problem) {
    return new Failure.Upstream(
        "%s did not answer %s: %s."
            .formatted(server, path, Numbers.shortened(String.valueOf(problem.getMessage()))),
        advice.later(),
        problem);
  }

  Failure cancelled(Exception cause) {
    return new Failure.Upstream(advice.interrupted(), advice.later(), cause);
  }

  /** What a refusal says, without anything that may be a key. */
  private String told(String body) {
    String text = message(body);
    if (text == null) {
      return ".";
    }
    String clean = INVISIBLE.matcher(hidden(text)).replaceAll(" ").strip();
    String shown = clean.length() > LONGEST ? clean.substring(0, LONGEST) + "…" : clean;
    return ": " + shown + (shown.endsWith(".") ? "" : ".");
  }

  private String hidden(String text) {
    String rest = text;
    for (String value : server.headers().values()) {
      for (String part : BLANK.splitAsStream(value).toList()) {
        rest = part.length() < SHORTEST_SECRET ? rest : rest.replace(part, "(hidden)");
      }
    }
    return KEY.matcher(rest).replaceAll("(hidden)");
  }

  private static @Nullable String message(String body) {
    try {
      JsonNode json = JsonValues.mapper().readTree(body);
      for (String[] path :
          new String[][] {
            {"error", "message"}, {"data", "message"}, {"message"}, {"detail"}, {"error"}
          }) {
        String text = JsonValues.text(json, path);
        if (text != null) {
          return text;
        }
      }
      return null;
    } catch (JacksonException noJson) {
      return null;
    }
  }
}
