package dev.plumbline.gateway.call;

import dev.plumbline.control.Route;
import dev.plumbline.usage.Status;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * What came of sending a call on. The application has not seen the end of the answer yet: it gets
 * {@code ending} once the request is settled.
 *
 * @param httpStatus for the application
 * @param headers of the provider that are passed on, in lower case
 * @param begun whether a stream has begun, so that status and headers are out already
 * @param ending the whole body, or the last bytes of a stream; in the application's dialect
 * @param target that answered, or the last one tried; null when none was tried
 * @param attempts upstream attempts made over all targets
 * @param fallbackFrom the model of the first target, when another one answered
 * @param errorKind such as {@code rate_limit}, {@code timeout}, {@code connection}, {@code
 *     provider_error}, {@code client_gone}; null when all went well
 * @param firstTokenNanos from dispatch to the first token of a stream; -1 without
 * @param answer the answer's text, for operators who keep texts; null when not wanted
 */
public record Outcome(
    int httpStatus,
    String contentType,
    SortedMap<String, String> headers,
    boolean begun,
    ByteString ending,
    Route.@Nullable Target target,
    int attempts,
    @Nullable String fallbackFrom,
    Metered metered,
    Status status,
    @Nullable String errorKind,
    long nanos,
    long firstTokenNanos,
    @Nullable String answer) {
  public Outcome {
    headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
  }

  /** The same with other headers. */
  public Outcome with(SortedMap<String, String> other) {
    return new Outcome(
        httpStatus,
        contentType,
        other,
        begun,
        ending,
        target,
        attempts,
        fallbackFrom,
        metered,
        status,
        errorKind,
        nanos,
        firstTokenNanos,
        answer);
  }
}
