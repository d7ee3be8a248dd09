package dev.plumbline.gateway.answer;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.TokenCounts;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads providers' usage figures into disjoint counts. */
final class Figures {
  private Figures() {}

  /** Of chat completions, completions and embeddings: the input includes what the cache gave. */
  static @Nullable TokenCounts openAi(JsonNode usage) {
    return inclusive(
        usage,
        "prompt_tokens",
        "completion_tokens",
        usage.path("prompt_tokens_details"),
        usage.path("completion_tokens_details"));
  }

  /** Of responses: the same under other names. */
  static @Nullable TokenCounts responses(JsonNode usage) {
    return inclusive(
        usage,
        "input_tokens",
        "output_tokens",
        usage.path("input_tokens_details"),
        usage.path("output_tokens_details"));
  }

  /** Of messages: the parts of the input stand side by side. */
  static @Nullable TokenCounts messages(JsonNode usage) {
    if (!usage.path("input_tokens").isIntegralNumber()) {
      return null;
    }
    long written = number(usage, "cache_creation_input_tokens");
    long hour = number(usage.path("cache_creation"), "ephemeral_1h_input_tokens");
    long written1h = Math.min(hour, written == 0 ? hour : written);
    long written5m =
        written == 0
            ? number(usage.path("cache_creation"), "ephemeral_5m_input_tokens")
            : written - written1h;
    return counts(
        number(usage, "input_tokens"),
        number(usage, "cache_read_input_tokens"),
        written5m,
        written1h,
        number(usage, "output_tokens"),
        0);
  }

  private static @Nullable TokenCounts inclusive(
      JsonNode usage, String input, String output, JsonNode inputParts, JsonNode outputParts) {
    if (!usage.path(input).isIntegralNumber()) {
      return null;
    }
    long all = number(usage, input);
    long read = Math.min(number(inputParts, "cached_tokens"), all);
    long written = Math.min(number(inputParts, "cache_write_tokens"), all - read);
    long out = number(usage, output);
    long reasoning = number(outputParts, "reasoning_tokens");
    if (reasoning > out) {
      // Some providers count reasoning beside the output.
      out += reasoning;
    }
    return counts(all - read - written, read, written, 0, out, reasoning);
  }

  private static @Nullable TokenCounts counts(
      long uncached, long read, long written5m, long written1h, long output, long reasoning) {
    try {
      return new TokenCounts(uncached, read, written5m, written1h, output, reasoning);
    } catch (Failure.InvalidInput absurd) {
      return null;
    }
  }

  private static long number(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isIntegralNumber() && value.canConvertToLong() ? value.longValue() : 0;
  }
}
