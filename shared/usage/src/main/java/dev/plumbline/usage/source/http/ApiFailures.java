package dev.plumbline.usage.source.http;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.source.text.JsonValues;
import dev.plumbline.usage.source.text.Numbers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Says what an answer that is no success means, and what to do. */
final class ApiFailures {
  private static final String RESUMES = "Run the import again later: it goes on where it stopped.";
  private static final int LONGEST = 300;

  private final ApiServer server;

  ApiFailures(ApiServer server) {
    this.server = server;
  }

  Failure of(int status, String path, String body) {
    return switch (status) {
      case 401 ->
          new Failure.Denied(
              "%s refused the key in %s (status 401).".formatted(server.name(), server.variable()),
              "Set " + server.variable() + ": " + server.need());
      case 403 ->
          new Failure.Denied(
              "%s does not let the key in %s read %s (status 403)."
                  .formatted(server.name(), server.variable(), path),
              "Set " + server.variable() + ": " + server.need());
      case 404 ->
          new Failure.NotFound(
              "%s has no %s (status 404).".formatted(server, path),
              "Check the address and the version of the server.");
      case 400, 422 ->
          new Failure.InvalidInput(
              "%s does not take the request for %s (status %d)%s"
                  .formatted(server.name(), path, status, told(body)),
              "Check what was asked for, such as the first day.");
      default ->
          new Failure.Upstream(
              "%s answered %s with status %d%s".formatted(server.name(), path, status, told(body)),
              status >= 300 && status < 400 ? "Give the address it redirects to." : RESUMES,
              null);
    };
  }

  Failure tooMany(String path, Duration wait) {
    return new Failure.LimitReached(
        "%s takes no further requests for %s for %d seconds."
            .formatted(server.name(), path, wait.toSeconds()),
        RESUMES,
        wait);
  }

  Failure unreachable(String path, Exception problem) {
    return new Failure.Upstream(
        "%s did not answer %s: %s."
            .formatted(server, path, Numbers.shortened(String.valueOf(problem.getMessage()))),
        RESUMES,
        problem);
  }

  Failure cancelled(Exception cause) {
    return new Failure.Upstream("The import was interrupted.", RESUMES, cause);
  }

  /** What a refusal says; only from bodies that cannot echo a key. */
  private static String told(String body) {
    String text = message(body);
    if (text == null) {
      return ".";
    }
    String clean = text.replaceAll("\\p{Cntrl}+", " ").strip();
    String shown = clean.length() > LONGEST ? clean.substring(0, LONGEST) + "…" : clean;
    return ": " + shown + (shown.endsWith(".") ? "" : ".");
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
