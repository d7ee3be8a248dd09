package dev.plumbline.usage.query;

import java.util.Locale;

/** What can be summed, counted or averaged over usage. */
public enum Measure {
  /** Dollars; events of unknown cost add nothing and are counted by {@link #UNPRICED}. */
  COST,
  COST_UNCACHED_INPUT,
  COST_CACHE_READ,
  COST_CACHE_WRITE,
  COST_OUTPUT,
  COST_OTHER,
  LIST_COST,
  /** Dollars that the provider's prompt cache saved. */
  PROMPT_CACHE_SAVING,
  /** Dollars that our response cache saved: list cost of its hits less what they cost. */
  RESPONSE_CACHE_SAVING,
  /** Requests. */
  REQUESTS,
  /** Requests of unknown cost. */
  UNPRICED,
  /** Input and output tokens. */
  TOKENS,
  INPUT_TOKENS,
  UNCACHED_INPUT_TOKENS,
  CACHE_READ_TOKENS,
  CACHE_WRITE_TOKENS,
  OUTPUT_TOKENS,
  REASONING_TOKENS,
  IMAGES,
  AUDIO_SECONDS,
  SEARCHES,
  /** Requests that ended in an error. */
  ERRORS,
  BLOCKED,
  INTERRUPTED,
  /** Attempts beyond the first. */
  RETRIES,
  /** Requests that another model answered. */
  FALLBACKS,
  /** Requests that our response cache answered (exact, semantic or coalesced). */
  CACHE_HITS,
  CACHE_MISSES,
  /** Milliseconds over the requests whose latency is known. */
  LATENCY_MEAN,
  LATENCY_P50,
  LATENCY_P95,
  LATENCY_P99,
  FIRST_TOKEN_P50,
  FIRST_TOKEN_P95,
  /** Mean score over scored requests, 0 to 1. */
  QUALITY_MEAN,
  /** Scored requests. */
  SCORED,
  USERS,
  SESSIONS,
  /** Sum of squares of cost, of latency and of quality, for the spread of a mean. */
  COST_SQUARES,
  LATENCY_COUNT,
  LATENCY_SQUARES,
  QUALITY_SQUARES;

  /** Its name in answers, such as {@code latency_p95}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
