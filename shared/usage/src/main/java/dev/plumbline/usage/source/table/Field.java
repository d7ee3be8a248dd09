package dev.plumbline.usage.source.table;

import java.util.Locale;

/** What a column of any table can be mapped to; a tag is mapped by {@code tag.NAME}. */
public enum Field {
  /** Unique within the source; without it a row is known by all its values. */
  ID("unique id of the request"),
  TIME("when it began: ISO 8601, or seconds to nanoseconds since 1970"),
  PROVIDER("who answered, such as openai"),
  MODEL("the model that answered"),
  REQUESTED_MODEL("the model asked for"),
  OPERATION("chat, messages, responses, embeddings, completion, batch or function"),
  REQUESTS("how many requests the row stands for"),
  KEY("the key, never its secret"),
  ORGANISATION("whom it is charged to"),
  DEPARTMENT("whom it is charged to"),
  ENVIRONMENT("such as production"),
  TASK("what it was for"),
  USER("who asked"),
  SESSION("the conversation"),
  INPUT_TOKENS("all input, cached included"),
  UNCACHED_INPUT_TOKENS("input without what was read from or written to a cache"),
  CACHE_READ_TOKENS("input read from the provider's prompt cache"),
  CACHE_WRITE_TOKENS("input written to it for five minutes"),
  CACHE_WRITE_1H_TOKENS("input written to it for an hour"),
  OUTPUT_TOKENS("all output, reasoning included"),
  REASONING_TOKENS("the part of the output that was reasoning"),
  IMAGES("images, as billed"),
  AUDIO_SECONDS("seconds of audio"),
  SEARCHES("web searches"),
  COST("US dollars"),
  COST_CENTS("US cents"),
  LIST_COST("US dollars at list prices"),
  LATENCY_MS("milliseconds to the end of the answer"),
  LATENCY_SECONDS("seconds to the end of the answer"),
  FIRST_TOKEN_MS("milliseconds to the first token"),
  STATUS("ok, error, blocked, interrupted, or an HTTP status"),
  ERROR_KIND("such as rate_limit"),
  ATTEMPTS("upstream attempts"),
  FALLBACK_FROM("the model first tried"),
  CACHE("exact, semantic, coalesced, miss or bypass: our response cache"),
  EXPERIMENT("the experiment it took part in"),
  VARIANT("its variant there"),
  QUALITY("a score from 0 to 1"),
  SERVICE_TIER("batch, flex, priority; nothing for standard"),
  BATCH("the id of its batch"),
  DATA_LOCATION("where the data was processed"),
  PROMPT("the text asked"),
  ANSWER("the text answered");

  private final String meaning;

  Field(String meaning) {
    this.meaning = meaning;
  }

  /** Its name in mappings, such as {@code cache_read_tokens}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What its values mean. */
  public String meaning() {
    return meaning;
  }
}
