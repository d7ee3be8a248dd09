package dev.plumbline.kernel;

/**
 * The tokens of one request in disjoint parts: no token is counted in two of them.
 *
 * @param uncachedInput input that was neither read from nor written to the provider's prompt cache
 * @param cacheRead input read from it
 * @param cacheWrite5m input written to it for five minutes, or for a time not told
 * @param cacheWrite1h input written to it for one hour
 * @param output everything generated
 * @param reasoning the part of {@code output} that was reasoning; not a further part
 */
public record TokenCounts(
    long uncachedInput,
    long cacheRead,
    long cacheWrite5m,
    long cacheWrite1h,
    long output,
    long reasoning) {
  /** No tokens. */
  public static final TokenCounts NONE = new TokenCounts(0, 0, 0, 0, 0, 0);

  private static final long ABSURD = 1_000_000_000_000L;

  public TokenCounts {
    check("uncached input", uncachedInput);
    check("cache read", cacheRead);
    check("5-minute cache write", cacheWrite5m);
    check("1-hour cache write", cacheWrite1h);
    check("output", output);
    check("reasoning", reasoning);
    if (reasoning > output) {
      throw new Failure.InvalidInput(
          "%d reasoning tokens are more than the %d output tokens they are part of."
              .formatted(reasoning, output),
          "Count reasoning within output.");
    }
  }

  /** All input: uncached, read from and written to the prompt cache. */
  public long input() {
    return uncachedInput + cacheRead + cacheWrite5m + cacheWrite1h;
  }

  /** Input and output. */
  public long total() {
    return input() + output;
  }

  private static void check(String what, long count) {
    if (count < 0 || count > ABSURD) {
      throw new Failure.InvalidInput(
          "%d %s tokens cannot be right.".formatted(count, what),
          "Give a count from 0 to " + ABSURD + ".");
    }
  }
}
