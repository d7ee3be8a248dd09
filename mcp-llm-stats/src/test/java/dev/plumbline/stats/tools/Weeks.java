package dev.plumbline.stats.tools;

import dev.plumbline.usage.UsageEvent;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Ten dollars on each working day and four on the others, up to 14 October 2026; three today. */
final class Weeks {
  static final LocalDate TODAY = LocalDate.of(2026, 10, 15);

  private Weeks() {}

  static List<UsageEvent> of(int days) {
    List<UsageEvent> events = new ArrayList<>();
    for (int back = 1; back <= days; back++) {
      LocalDate day = TODAY.minusDays(back);
      String cost = day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0 ? "10" : "4";
      events.add(
          Events.event("day-" + day, day + "T09:00", Events.GPT, cost)
              .attribution(Events.by("support", "cleo", "chat"))
              .build());
    }
    events.add(Events.event("today", TODAY + "T08:00", Events.GPT, "3").build());
    return events;
  }
}
