package dev.plumbline.kernel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What can go wrong by design, in terms the reader can act on.
 *
 * <p>{@link #getMessage()} says what went wrong and which value; {@link #next()} says what to do
 * about it. Both are safe to show to a client: they carry no secret and no stack trace. Anything
 * thrown that is not a {@code Failure} is a defect.
 */
public abstract sealed class Failure extends RuntimeException {
  private final String next;

  private Failure(String message, String next, @Nullable Throwable cause) {
    super(message, cause);
    this.next = next;
  }

  /** What the reader can do next, as a sentence. */
  public String next() {
    return next;
  }

  /** The message and the next step as one text. */
  public String text() {
    return next.isEmpty() ? String.valueOf(getMessage()) : getMessage() + " " + next;
  }

  /** A value the caller gave that cannot be used. */
  public static final class InvalidInput extends Failure {
    public InvalidInput(String message, String next) {
      super(message, next, null);
    }
  }

  /** A named thing that does not exist, or that the caller may not see. */
  public static final class NotFound extends Failure {
    public NotFound(String message, String next) {
      super(message, next, null);
    }
  }

  /** The caller is not who, or not in the role, that the action needs. */
  public static final class Denied extends Failure {
    public Denied(String message, String next) {
      super(message, next, null);
    }
  }

  /** A rate, size or budget limit is used up for now. */
  public static final class LimitReached extends Failure {
    private final Duration retryAfter;

    public LimitReached(String message, String next, Duration retryAfter) {
      super(message, next, null);
      this.retryAfter = retryAfter;
    }

    /** How long to wait before the same request can pass. */
    public Duration retryAfter() {
      return retryAfter;
    }
  }

  /** The state of the thing does not allow the action. */
  public static final class Conflict extends Failure {
    public Conflict(String message, String next) {
      super(message, next, null);
    }
  }

  /** A server that we depend on did not answer, or answered with an error. */
  public static final class Upstream extends Failure {
    public Upstream(String message, String next, @Nullable Throwable cause) {
      super(message, next, cause);
    }
  }

  /** Our own storage cannot be read or written now. */
  public static final class StoreUnavailable extends Failure {
    public StoreUnavailable(String message, String next, @Nullable Throwable cause) {
      super(message, next, cause);
    }
  }

  /** The program was set up in a way that cannot work. */
  public static final class Misconfigured extends Failure {
    public Misconfigured(String message, String next) {
      super(message, next, null);
    }
  }
}
