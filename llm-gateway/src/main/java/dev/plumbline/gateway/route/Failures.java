package dev.plumbline.gateway.route;

import dev.plumbline.control.Provider.Dialect;
import dev.plumbline.gateway.answer.Tally;
import dev.plumbline.gateway.call.Metered;
import dev.plumbline.gateway.dialect.DialectErrors;
import dev.plumbline.gateway.dialect.Json;
import dev.plumbline.gateway.dialect.Tokens;
import dev.plumbline.gateway.provider.Reply;
import dev.plumbline.gateway.route.Job.Shot;
import dev.plumbline.gateway.route.Result.Again;
import dev.plumbline.usage.Status;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the application gets when an attempt fails. */
final class Failures {
  static final String GONE = "client_gone";
  static final String TIMEOUT = "timeout";
  static final String JSON = "application/json";

  private static final long MOST_ERROR_BYTES = 1 << 20;

  private final DialectErrors errors = new DialectErrors();
  private final Tokens tokens;

  Failures(Tokens tokens) {
    this.tokens = tokens;
  }

  /** An error with a code of ours. */
  Result own(Dialect dialect, int status, String kind, String code, String message, Again again) {
    return new Result(
        status,
        JSON,
        new TreeMap<>(),
        false,
        ByteString.of(errors.body(dialect, status, code, message)),
        Metered.NOTHING,
        Status.ERROR,
        kind,
        -1,
        null,
        again,
        Optional.empty(),
        message);
  }

  /** There is no answer: no connection, no time left, or the client has gone. */
  Result noAnswer(Shot shot, IOException why, boolean sent) {
    if (shot.job().cancellation().requested()) {
      return gone(shot, new Tally(), sent, false);
    }
    if (why instanceof InterruptedIOException) {
      Result late =
          own(
              dialect(shot),
              504,
              TIMEOUT,
              "provider_timeout",
              "The provider '%s' did not answer in time. Try again, or use another model."
                  .formatted(shot.provider().id()),
              totalOver(shot) ? Again.NO : Again.YES);
      return sent ? metered(late, new Tally().metered(input(shot), asked(shot), tokens)) : late;
    }
    return own(
        dialect(shot),
        502,
        "connection",
        "provider_unreachable",
        "The provider '%s' cannot be reached. Try again later, or use another model."
            .formatted(shot.provider().id()),
        Again.YES);
  }

  /** The provider answers what is no answer. */
  Result badAnswer(Shot shot, String what) {
    return own(
        dialect(shot),
        502,
        "bad_answer",
        "provider_bad_answer",
        "The provider '%s' sent %s instead of an answer. Try again, or use another model."
            .formatted(shot.provider().id(), what),
        Again.YES);
  }

  /** The client has gone; what was seen counts. */
  Result gone(Shot shot, Tally tally, boolean sent, boolean begun) {
    return new Result(
        499,
        JSON,
        new TreeMap<>(),
        begun,
        ByteString.EMPTY,
        sent ? tally.metered(input(shot), asked(shot), tokens) : Metered.NOTHING,
        Status.INTERRUPTED,
        GONE,
        -1,
        shot.job().keepAnswer() ? tally.text() : null,
        Again.NO,
        Optional.empty(),
        "");
  }

  /** The provider's own error, which stays as it is for an application of the same dialect. */
  Result ofProvider(Shot shot, Reply reply) throws IOException {
    ByteString body = reply.body(MOST_ERROR_BYTES);
    if (reply.status() < 400) {
      return badAnswer(shot, "the HTTP status " + reply.status());
    }
    return ofProvider(
        shot,
        reply.status(),
        reply.contentType(),
        reply.passedHeaders(),
        body,
        Backoff.retryAfter(
            reply.header("retry-after-ms"), reply.header("retry-after"), Instant.now()));
  }

  /** An error that came where an answer should be, in an answer that otherwise succeeded. */
  Result within(Shot shot, Reply reply, ObjectNode data) {
    return ofProvider(
        shot,
        status(data.path("error")),
        JSON,
        reply.passedHeaders(),
        Json.text(data),
        Optional.empty());
  }

  private Result ofProvider(
      Shot shot,
      int status,
      String contentType,
      SortedMap<String, String> headers,
      ByteString body,
      Optional<Duration> retryAfter) {
    boolean same = shot.translation().isEmpty();
    ObjectNode json = Json.object(body.toByteArray());
    JsonNode error = json == null ? Json.object() : json.path("error");
    String message =
        Json.stringOr(
            error,
            "message",
            "The provider '%s' answers an error.".formatted(shot.provider().id()));
    return new Result(
        status,
        same ? contentType : JSON,
        headers,
        false,
        same ? body : ByteString.of(errors.body(dialect(shot), status, code(error), message)),
        Metered.NOTHING,
        Status.ERROR,
        status == 429 ? "rate_limit" : "provider_error",
        -1,
        null,
        again(status),
        retryAfter,
        "HTTP " + status + ": " + message);
  }

  /** The last event of a stream that has no proper end. */
  ByteString event(Shot shot, int status, String code, String message) {
    return ByteString.of(errors.event(dialect(shot), status, code, message));
  }

  /** A provider's error event in the application's dialect. */
  ByteString event(Shot shot, JsonNode error) {
    return event(
        shot,
        status(error),
        code(error),
        Json.stringOr(error, "message", "The provider ended its answer with an error."));
  }

  static Dialect dialect(Shot shot) {
    return shot.job().call().endpoint().dialect();
  }

  static long input(Shot shot) {
    return shot.job().demand().inputTokens();
  }

  static String asked(Shot shot) {
    return shot.target().model();
  }

  private static Result metered(Result result, Metered metered) {
    return new Result(
        result.httpStatus(),
        result.contentType(),
        result.headers(),
        result.begun(),
        result.ending(),
        metered,
        result.status(),
        result.errorKind(),
        result.firstTokenNanos(),
        result.answer(),
        result.again(),
        result.retryAfter(),
        result.why());
  }

  private static boolean totalOver(Shot shot) {
    return System.nanoTime() - shot.began() >= shot.job().timeouts().total().toNanos();
  }

  private static Again again(int status) {
    return switch (status) {
      case 408, 409, 429 -> Again.YES;
      case 401, 402, 403, 404 -> Again.ELSEWHERE;
      default -> status >= 500 ? Again.YES : Again.NO;
    };
  }

  private static String code(JsonNode error) {
    String code = Json.string(error, "code");
    return code == null ? Json.stringOr(error, "type", "provider_error") : code;
  }

  /** The status that an error without one would have had. */
  static int status(JsonNode error) {
    int code = error.path("code").asInt(0);
    if (code >= 400 && code <= 599) {
      return code;
    }
    String type = Json.stringOr(error, "type", "") + " " + Json.stringOr(error, "code", "");
    if (type.contains("rate_limit")) {
      return 429;
    }
    if (type.contains("overloaded")) {
      return 529;
    }
    return type.contains("invalid_request") ? 400 : 500;
  }

  /** A text for the code of an error kind; null for none. */
  static @Nullable String kind(IOException why) {
    return why instanceof InterruptedIOException ? TIMEOUT : "stream_cut";
  }
}
