package dev.plumbline.admin.rules;

import dev.plumbline.control.Limit;
import dev.plumbline.mcp.text.Text;
import java.time.Duration;

/** Rate limits in words. */
public final class Limits {
  private Limits() {}

  /** Such as {@code 60 requests a minute} or {@code 4 requests at the same time}. */
  public static String words(Limit limit) {
    String amount = Text.count(limit.amount());
    return switch (limit.kind()) {
      case PARALLEL -> amount + " requests at the same time";
      case REQUESTS -> amount + " requests " + per(limit.per());
      case TOKENS -> amount + " tokens " + per(limit.per());
    };
  }

  private static String per(Duration per) {
    if (per.equals(Duration.ofMinutes(1))) {
      return "a minute";
    }
    if (per.equals(Duration.ofHours(1))) {
      return "an hour";
    }
    return per.equals(Duration.ofDays(1)) ? "a day" : "in " + per.toSeconds() + " s";
  }
}
