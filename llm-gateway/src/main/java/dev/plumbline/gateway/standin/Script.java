package dev.plumbline.gateway.standin;

import dev.plumbline.gateway.dialect.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the stand-in answers to one request.
 *
 * @param fault what goes wrong, such as {@code cut}; empty for nothing
 * @param words of the answer, one token each
 * @param inputTokens a token for every four characters of the prompt
 * @param tool the name of the tool that it calls; null for none
 * @param length whether the answer ends because it may not be longer
 * @param pause before the first token
 */
record Script(
    String fault,
    String model,
    List<String> words,
    int inputTokens,
    @Nullable String tool,
    boolean length,
    Duration pause) {
  static final String ARGUMENTS = "{\"city\":\"Paris\"}";

  private static final String PREFIX = "stand-in-";
  private static final String REFUSAL = "The stand-in declines to answer this.";
  private static final Set<String> LABELS = Set.of("role", "type");
  private static final String SLOW = "slow";

  Script {
    words = List.copyOf(words);
  }

  static Script of(ObjectNode body, @Nullable String forced, Duration latency) {
    String model = Json.stringOr(body, "model", "stand-in");
    int at = model.indexOf(PREFIX);
    String fault = forced != null ? forced : at < 0 ? "" : model.substring(at + PREFIX.length());
    int input = inputTokens(body);
    String text =
        fault.equals("refusal")
            ? REFUSAL
            : "This is Plumbline's stand-in, not a model. It has read %d tokens and has nothing to add."
                .formatted(input);
    List<String> words = words(text);
    int most = most(body);
    boolean length = most < words.size();
    return new Script(
        fault,
        model,
        length ? words.subList(0, most) : words,
        input,
        fault.equals("tool") ? tool(body) : null,
        length,
        fault.startsWith(SLOW) ? slow(fault) : latency);
  }

  /** Half a minute, or the milliseconds in the name. */
  private static Duration slow(String fault) {
    String digits = fault.substring(SLOW.length()).replaceAll("\\D", "");
    return digits.isEmpty()
        ? Duration.ofSeconds(30)
        : Duration.ofMillis(Long.parseLong(digits, 0, Math.min(9, digits.length()), 10));
  }

  String text() {
    return String.join("", words);
  }

  boolean refusal() {
    return fault.equals("refusal");
  }

  int outputTokens() {
    return tool == null ? words.size() : 12;
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int from = 0;
    for (int space = text.indexOf(' '); space >= 0; space = text.indexOf(' ', from + 1)) {
      words.add(text.substring(from, space));
      from = space;
    }
    words.add(text.substring(from));
    return words;
  }

  private static int most(ObjectNode body) {
    for (String field : List.of("max_completion_tokens", "max_output_tokens", "max_tokens")) {
      int most = body.path(field).asInt(0);
      if (most > 0) {
        return most;
      }
    }
    return Integer.MAX_VALUE;
  }

  private static String tool(ObjectNode body) {
    JsonNode first = body.path("tools").path(0);
    String direct = Json.string(first, "name");
    return direct != null ? direct : Json.stringOr(first.path("function"), "name", "get_weather");
  }

  private static int inputTokens(ObjectNode body) {
    int chars = 0;
    for (String field : List.of("messages", "system", "instructions", "input", "prompt")) {
      chars += chars(body.path(field));
    }
    return Math.max(1, Math.ceilDiv(chars, 4));
  }

  private static int chars(JsonNode node) {
    if (node.isString()) {
      return node.stringValue().length();
    }
    if (node.isObject()) {
      return node.propertyStream()
          .filter(field -> !LABELS.contains(field.getKey()))
          .mapToInt(field -> chars(field.getValue()))
          .sum();
    }
    return node.valueStream().mapToInt(Script::chars).sum();
  }
}
