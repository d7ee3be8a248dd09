package dev.plumbline.stats.answer;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Nearest;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.usage.LedgerReader;
import dev.plumbline.usage.analysis.Periods;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the tools answer from: the ledger, opened when first asked, the zone of days, and a clock.
 */
public final class Books {
  /** The schema's description of a period. */
  public static final String PERIOD = "last week, 2026-10, 2026-10-01..2026-10-15 …";

  /** The schema's description of a zone. */
  public static final String ZONE = "time zone";

  private final Supplier<LedgerReader> ledger;
  private final ZoneId zone;
  private final Clock clock;

  public Books(Supplier<LedgerReader> ledger, ZoneId zone, Clock clock) {
    this.ledger = ledger;
    this.zone = zone;
    this.clock = clock;
  }

  /** The ledger. */
  public LedgerReader ledger() {
    return ledger.get();
  }

  /** The clock. */
  public Clock clock() {
    return clock;
  }

  /**
   * What a call is about.
   *
   * @param period as people say it; null for {@code otherwise}
   * @param zoneName null for the zone that the server was started with
   */
  public Asked ask(
      @Nullable String period,
      String otherwise,
      @Nullable String zoneName,
      @Nullable Map<String, String> where) {
    Periods periods = new Periods(clock.instant(), zone(zoneName));
    return new Asked(ledger(), periods.parse(period, otherwise), Where.filters(where), where);
  }

  /** The zone named, or that of the server. */
  public ZoneId zone(@Nullable String name) {
    if (name == null) {
      return zone;
    }
    try {
      return ZoneId.of(name.strip());
    } catch (DateTimeException unknown) {
      throw new Failure.InvalidInput(
          "There is no time zone %s.".formatted(Untrusted.of(name).inline(60)),
          (Nearest.hint(name.strip(), ZoneId.getAvailableZoneIds())
                  + " Name one such as Europe/Berlin, America/New_York or UTC.")
              .strip());
    }
  }
}
