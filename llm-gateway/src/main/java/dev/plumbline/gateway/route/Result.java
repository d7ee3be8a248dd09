package dev.plumbline.gateway.route;

import dev.plumbline.gateway.call.Metered;
import dev.plumbline.usage.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * What came of one attempt.
 *
 * @param retryAfter what the provider asked for
 * @param why what went wrong, for operators; empty when nothing did
 */
record Result(
    int httpStatus,
    String contentType,
    SortedMap<String, String> headers,
    boolean begun,
    ByteString ending,
    Metered metered,
    Status status,
    @Nullable String errorKind,
    long firstTokenNanos,
    @Nullable String answer,
    Again again,
    Optional<Duration> retryAfter,
    String why) {
  /** Whether another attempt makes sense. */
  enum Again {
    /** The application has its answer, or would get the same one again. */
    NO,
    /** Of another target only. */
    ELSEWHERE,
    /** Of the same target too. */
    YES
  }

  /** The same with a further header. */
  Result with(String header, String value) {
    SortedMap<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new Result(
        httpStatus,
        contentType,
        more,
        begun,
        ending,
        metered,
        status,
        errorKind,
        firstTokenNanos,
        answer,
        again,
        retryAfter,
        why);
  }

  /** Whether it tells of a provider in trouble. */
  boolean trouble() {
    return again == Again.YES && httpStatus != 429 && httpStatus != 409;
  }

  /** Whether the client has gone. */
  boolean gone() {
    return Failures.GONE.equals(errorKind);
  }
}
