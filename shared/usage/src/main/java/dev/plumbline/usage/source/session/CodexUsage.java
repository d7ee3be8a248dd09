package dev.plumbline.usage.source.session;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.source.text.JsonValues;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Token counts as Codex logs them.
 *
 * @param input all input, cached included
 * @param cached the part of it that was read from the cache
 * @param output all output, reasoning included
 */
record CodexUsage(long input, long cached, long output, long reasoning) {
  static CodexUsage of(JsonNode node) {
    long cached = JsonValues.count(node, "cached_input_tokens");
    return new CodexUsage(
        JsonValues.count(node, "input_tokens"),
        cached == 0 ? JsonValues.count(node, "cache_read_input_tokens") : cached,
        JsonValues.count(node, "output_tokens"),
        JsonValues.count(node, "reasoning_output_tokens"));
  }

  /** What came on top of an earlier sum; a sum that shrank was begun anew. */
  CodexUsage since(@Nullable CodexUsage before) {
    if (before == null
        || input < before.input
        || cached < before.cached
        || output < before.output
        || reasoning < before.reasoning) {
      return this;
    }
    return new CodexUsage(
        input - before.input,
        cached - before.cached,
        output - before.output,
        reasoning - before.reasoning);
  }

  boolean nothing() {
    return input == 0 && cached == 0 && output == 0 && reasoning == 0;
  }

  TokenCounts disjoint() {
    if (cached > input) {
      throw new Failure.InvalidInput(
          "%d cached tokens are more than the %d input tokens they are part of."
              .formatted(cached, input),
          "Count cached tokens within input.");
    }
    return new TokenCounts(input - cached, cached, 0, 0, output, reasoning);
  }
}
