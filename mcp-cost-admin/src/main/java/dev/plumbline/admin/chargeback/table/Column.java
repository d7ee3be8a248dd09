package dev.plumbline.admin.chargeback.table;

/** A named column of one kind of values, each of which may be null. */
public record Column(String name, Kind kind) {
  /** What its values are. */
  public enum Kind {
    /** {@code String}. */
    TEXT,
    /** {@code BigDecimal} of US dollars or units, twelve decimals at most. */
    AMOUNT,
    /** {@code BigDecimal} of US dollars a unit, 24 decimals at most. */
    PRICE,
    /** {@code Instant} of whole seconds. */
    TIME,
    /** {@code LocalDate}. */
    DATE
  }
}
