package dev.plumbline.admin.setup;

import dev.plumbline.control.Limit;
import java.time.Duration;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What a rate limit is to be like, apart from whose it is.
 *
 * @param id null where it is told by its kind and time alone
 * @param amount requests, tokens, or requests at the same time
 * @param per the time in which they are allowed; a minute for {@code PARALLEL}, where it means
 *     nothing
 */
public record LimitTerms(@Nullable String id, Limit.Kind kind, long amount, Duration per) {
  /** What {@code per} is where it means nothing. */
  private static final Duration NO_MATTER = Duration.ofMinutes(1);

  /** By kind and time, then by id. */
  static final Comparator<LimitTerms> ORDER =
      Comparator.comparing(LimitTerms::kind)
          .thenComparing(LimitTerms::per)
          .thenComparing(it -> it.id() == null ? "" : it.id());

  public LimitTerms {
    per = kind == Limit.Kind.PARALLEL ? NO_MATTER : per;
  }

  /** The terms of a limit that is there. */
  static LimitTerms of(Limit limit, boolean withId) {
    return new LimitTerms(withId ? limit.id() : null, limit.kind(), limit.amount(), limit.per());
  }
}
