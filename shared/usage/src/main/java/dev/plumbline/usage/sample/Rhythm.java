package dev.plumbline.usage.sample;

import java.time.LocalDate;
import java.util.List;

/** When the requests of a workload come. */
enum Rhythm {
  /** Working days, with peaks before and after noon. */
  OFFICE,
  /** Every day of the week, with a peak in the evening. */
  ALWAYS,
  /** Jobs that mostly run at night. */
  NIGHT;

  private static final List<Double> OFFICE_WEEK = List.of(1.05, 1.15, 1.12, 1.08, 0.9, 0.2, 0.15);
  private static final List<Double> FULL_WEEK = List.of(1.1, 1.05, 1.0, 1.0, 1.05, 0.75, 0.7);
  private static final List<Double> NIGHT_WEEK = List.of(1.0, 1.0, 1.0, 1.0, 1.0, 0.6, 0.6);
  private static final List<Integer> OFFICE_DAY =
      List.of(1, 1, 0, 0, 0, 1, 3, 12, 40, 80, 100, 90, 50, 70, 95, 85, 60, 30, 12, 8, 6, 4, 3, 2);
  private static final List<Integer> FULL_DAY =
      List.of(
          10, 6, 4, 3, 4, 8, 20, 40, 60, 75, 80, 78, 70, 72, 76, 80, 85, 90, 95, 100, 90, 60, 35,
          20);
  private static final List<Integer> NIGHT_DAY =
      List.of(90, 100, 100, 95, 80, 40, 10, 4, 4, 4, 5, 5, 4, 4, 4, 4, 4, 4, 4, 4, 6, 20, 50, 70);

  /** How busy a day is; about 1 on a working day. */
  double of(LocalDate day) {
    List<Double> week =
        switch (this) {
          case OFFICE -> OFFICE_WEEK;
          case ALWAYS -> FULL_WEEK;
          case NIGHT -> NIGHT_WEEK;
        };
    return week.get(day.getDayOfWeek().getValue() - 1);
  }

  /** How busy each hour is against the others. */
  List<Integer> hours() {
    return switch (this) {
      case OFFICE -> OFFICE_DAY;
      case ALWAYS -> FULL_DAY;
      case NIGHT -> NIGHT_DAY;
    };
  }
}
