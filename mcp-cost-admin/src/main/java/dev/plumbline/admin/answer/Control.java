package dev.plumbline.admin.answer;

import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Nearest;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.usage.LedgerReader;
import dev.plumbline.usage.analysis.Period;
import dev.plumbline.usage.analysis.Periods;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the tools work with: the administered system, the zone of days, and a clock. */
public final class Control {
  /** The schema's description of a zone. */
  public static final String ZONE = "time zone; default: the server's";

  private final Supplier<ControlBackend> backend;
  private final SecretSink secrets;
  private final ZoneId zone;
  private final Clock clock;

  /**
   * @param backend found when first asked
   * @param secrets where new secrets go
   */
  public Control(Supplier<ControlBackend> backend, SecretSink secrets, ZoneId zone, Clock clock) {
    this.backend = backend;
    this.secrets = secrets;
    this.zone = zone;
    this.clock = clock;
  }

  /** The administered system. */
  public ControlBackend backend() {
    return backend.get();
  }

  /** The administered system, if it has an ability at all. */
  public ControlBackend able(Ability ability) {
    ControlBackend found = backend.get();
    found.profile().require(ability);
    return found;
  }

  /** The ledger of every request. */
  public LedgerReader ledger() {
    ControlBackend found = able(Ability.LEDGER);
    return found
        .ledger()
        .orElseThrow(() ->
            found
                .profile()
                .cannot(Ability.LEDGER, "Import its logs into a ledger and ask mcp-llm-stats."));
  }

  /** Where new secrets go. */
  public SecretSink secrets() {
    return secrets;
  }

  /** Now. */
  public Instant now() {
    return clock.instant();
  }

  /** The clock. */
  public Clock clock() {
    return clock;
  }

  /** The stretch of time that a text means, in a zone. */
  public Period period(@Nullable String text, String otherwise, @Nullable String zoneName) {
    return new Periods(now(), zone(zoneName)).parse(text, otherwise);
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
