package dev.plumbline.admin.chargeback;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What one meter counted in a day for one key, model and owner.
 *
 * @param quantity in {@code unit}; at least one
 * @param billed US dollars; null when the price is unknown
 * @param list what it would have cost at list prices and without our cache, {@code billed} where no
 *     list price is known; null when {@code billed} is
 */
public record Charge(
    LocalDate day,
    Source source,
    Meter meter,
    BigDecimal quantity,
    Unit unit,
    @Nullable BigDecimal billed,
    @Nullable BigDecimal list) {
  /** What a quantity counts. */
  public enum Unit {
    TOKENS("Tokens"),
    REQUESTS("Requests"),
    /** Lines of a bill that tell no quantity; each counts one. */
    CHARGES("Charges");

    private final String title;

    Unit(String title) {
      this.title = title;
    }

    /** Its name in files. */
    public String title() {
      return title;
    }
  }

  /**
   * Who caused it, where and with what; what is not known is null.
   *
   * @param tier such as {@code batch}; null for standard
   * @param location where the provider processed the data
   */
  public record Source(
      @Nullable String organisation,
      @Nullable String department,
      @Nullable String environment,
      @Nullable String project,
      @Nullable String task,
      @Nullable String key,
      String provider,
      String model,
      @Nullable String tier,
      @Nullable String location) {}
}
