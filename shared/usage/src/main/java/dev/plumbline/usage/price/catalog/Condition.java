package dev.plumbline.usage.price.catalog;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;

/** When prices hold. */
public sealed interface Condition {
  /** Whether they hold at a moment. */
  boolean holds(Instant time);

  /** As people read it. */
  String text();

  /** Unless something more special holds. */
  record Always() implements Condition {
    @Override
    public boolean holds(Instant time) {
      return true;
    }

    @Override
    public String text() {
      return "otherwise";
    }
  }

  /** From the beginning of a day, UTC. */
  record Since(LocalDate day) implements Condition {
    @Override
    public boolean holds(Instant time) {
      return !time.isBefore(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    @Override
    public String text() {
      return "since " + day;
    }
  }

  /** Every day between two times, across midnight where the end comes first. */
  record Daily(OffsetTime start, OffsetTime end) implements Condition {
    @Override
    public boolean holds(Instant time) {
      LocalTime now = LocalTime.ofInstant(time, ZoneOffset.UTC);
      LocalTime from = start.withOffsetSameInstant(ZoneOffset.UTC).toLocalTime();
      LocalTime to = end.withOffsetSameInstant(ZoneOffset.UTC).toLocalTime();
      return to.isBefore(from)
          ? !now.isBefore(from) || now.isBefore(to)
          : !now.isBefore(from) && now.isBefore(to);
    }

    @Override
    public String text() {
      return "daily from %s to %s".formatted(start, end);
    }
  }
}
