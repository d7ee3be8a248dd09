package dev.plumbline.benchmarks;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;

/** A year whose traffic doubles, mostly in working hours. */
final class SyntheticYear {
  static final Instant START = Instant.parse("2025-07-01T00:00:00Z");
  static final Instant END = Instant.parse("2026-07-01T00:00:00Z");

  private static final int HOURS = (int) Duration.between(START, END).toHours();
  private static final long HOUR_MICROS = 3_600_000_000L;

  private final double[] cumulative = new double[HOURS];

  SyntheticYear() {
    double sum = 0;
    ZonedDateTime hour = START.atZone(ZoneOffset.UTC);
    for (int i = 0; i < HOURS; i++) {
      sum += weight(hour) * (1 + (double) i / HOURS);
      cumulative[i] = sum;
      hour = hour.plusHours(1);
    }
    for (int i = 0; i < HOURS; i++) {
      cumulative[i] /= sum;
    }
  }

  private static double weight(ZonedDateTime hour) {
    boolean weekend = hour.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
    boolean working = hour.getHour() >= 7 && hour.getHour() < 19;
    double day = working ? 1 : 0.15;
    return weekend ? day * 0.2 : day;
  }

  /** The instant before which this part of the year's traffic lies. */
  Instant at(double part) {
    int found = Arrays.binarySearch(cumulative, part);
    int hour = Math.min(found < 0 ? -found - 1 : found, HOURS - 1);
    double from = hour == 0 ? 0 : cumulative[hour - 1];
    double within = (part - from) / (cumulative[hour] - from);
    long micros = hour * HOUR_MICROS + (long) (Math.clamp(within, 0, 0.999_999) * HOUR_MICROS);
    return START.plusSeconds(micros / 1_000_000).plusNanos(micros % 1_000_000 * 1_000);
  }
}
