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
 * @param call what carries it out
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
    Call call) {
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

  /** A tool and what to give it. */
  public record Call(String tool, Map<String, String> arguments) {
    public Call {
      arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    }

    /** With names and values in turn. */
    static Call of(String tool, String... namesAndValues) {
      Map<String, String> arguments = new LinkedHashMap<>();
      for (int index = 0; index < namesAndValues.length; index += 2) {
        arguments.put(namesAndValues[index], namesAndValues[index + 1]);
      }
      return new Call(tool, arguments);
    }
  }
}
