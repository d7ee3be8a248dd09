package dev.plumbline.stats.analysis;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One way to spend less.
 *
 * @param saving dollars it would have saved over the range, computed from its usage
 * @param perMonth the same for thirty days
 * @param evidence the figures it rests on, in a sentence
 * @param assumption what must hold for that saving, in a sentence
 * @param caution what may go wrong, in a sentence
 * @param way how it is carried out
 */
public record Recommendation(
    Kind kind,
    String title,
    BigDecimal saving,
    BigDecimal perMonth,
    String evidence,
    String assumption,
    Risk risk,
    String caution,
    Way way) {
  /** What is changed. */
  public enum Kind {
    BATCH,
    CHEAPER_MODEL,
    PROMPT_CACHE,
    RESPONSE_CACHE,
    FAILED_REQUESTS,
    FALLBACKS,
    LEAK
  }

  /** How likely it hurts. */
  public enum Risk {
    LOW,
    MEDIUM,
    HIGH
  }

  /** How a saving is carried out. */
  public sealed interface Way {}

  /** By hand, where no tool can: what to change in the application, in a sentence. */
  public record ByHand(String change) implements Way {}

  /**
   * By a tool of mcp-cost-admin.
   *
   * @param arguments texts, numbers and lists of texts
   */
  public record Call(String tool, Map<String, Object> arguments) implements Way {
    public Call {
      arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    }

    /** With names and values in turn. */
    static Call of(String tool, Object... namesAndValues) {
      Map<String, Object> arguments = new LinkedHashMap<>();
      for (int index = 0; index < namesAndValues.length; index += 2) {
        arguments.put((String) namesAndValues[index], namesAndValues[index + 1]);
      }
      return new Call(tool, arguments);
    }
  }
}
