package dev.plumbline.admin.chargeback;

import dev.plumbline.usage.query.Measure;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is metered and priced by itself. */
public enum Meter {
  UNCACHED_INPUT(
      "Uncached input tokens", Measure.COST_UNCACHED_INPUT, Measure.UNCACHED_INPUT_TOKENS),
  CACHE_READ("Cache read tokens", Measure.COST_CACHE_READ, Measure.CACHE_READ_TOKENS),
  CACHE_WRITE("Cache write tokens", Measure.COST_CACHE_WRITE, Measure.CACHE_WRITE_TOKENS),
  OUTPUT("Output tokens", Measure.COST_OUTPUT, Measure.OUTPUT_TOKENS),
  /** Images, audio, searches, whole requests, and bills that name no meter. */
  OTHER("Other usage", Measure.COST_OTHER, null);

  private final String title;
  private final Measure cost;
  private final @Nullable Measure tokens;

  Meter(String title, Measure cost, @Nullable Measure tokens) {
    this.title = title;
    this.cost = cost;
    this.tokens = tokens;
  }

  /** Its name for people. */
  public String title() {
    return title;
  }

  /** Its name in files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The part of the cost that it stands for. */
  Measure cost() {
    return cost;
  }

  /** The tokens that it counts; null where it counts something else. */
  @Nullable Measure tokens() {
    return tokens;
  }
}
