package dev.plumbline.usage.sample;

import java.time.DayOfWeek;
import java.time.LocalDate;

/** When the requests of a workload come. */
enum Rhythm {
  /** Working days, with peaks before and after noon. */
  OFFICE(
      new double[] {1.05, 1.15, 1.12, 1.08, 0.9, 0.2, 0.15},
      new int[] {
        1, 1, 0, 0, 0, 1, 3, 12, 40, 80, 100, 90, 50, 70, 95, 85, 60, 30, 12, 8, 6, 4, 3, 2
      }),
  /** Every day of the week, with a peak in the evening. */
  ALWAYS(
      new double[] {1.1, 1.05, 1.0, 1.0, 1.05, 0.75, 0.7},
      new int[] {
        10, 6, 4, 3, 4, 8, 20, 40, 60, 75, 80, 78, 70, 72, 76, 80, 85, 90, 95, 100, 90, 60, 35, 20
      }),
  /** Jobs that mostly run at night. */
  NIGHT(
      new double[] {1.0, 1.0, 1.0, 1.0, 1.0, 0.6, 0.6},
      new int[] {
        90, 100, 100, 95, 80, 40, 10, 4, 4, 4, 5, 5, 4, 4, 4, 4, 4, 4, 4, 4, 6, 20, 50, 70
      });

  private final double[] weekdays;
  private final int[] hours;

  Rhythm(double[] weekdays, int[] hours) {
    this.weekdays = weekdays;
    this.hours = hours;
  }

  /** How busy a day is; 1 on a usual working day. */
  double of(LocalDate day) {
    DayOfWeek weekday = day.getDayOfWeek();
    return weekdays[weekday.getValue() - 1];
  }

  /** How busy each hour is against the others. */
  int[] hours() {
    return hours.clone();
  }
}
