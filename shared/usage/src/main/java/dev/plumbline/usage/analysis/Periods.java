package dev.plumbline.usage.analysis;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Nearest;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.time.temporal.WeekFields;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Understands what people call a stretch of time, such as {@code last week}, {@code 2026-10},
 * {@code Q3 2026}, {@code last 7 days} or {@code 2026-10-01..2026-10-15}, in one zone and as of one
 * moment.
 *
 * <p>Weeks begin on Monday. "This month" ends now; "last month" is the whole one before; "last 7
 * days" include today.
 */
public final class Periods {
  private static final String EXAMPLES =
      "Say for example: today, yesterday, this week, last week, this month so far, last month,"
          + " last 7 days, last 24 hours, 2026-10-05, 2026-10, 2026-W41, Q3 2026, october, 2026,"
          + " since 2026-10-01, 2026-10-01..2026-10-15.";
  private static final List<String> USUAL =
      List.of(
          "today",
          "yesterday",
          "this week",
          "last week",
          "this month",
          "last month",
          "this quarter",
          "last quarter",
          "this year",
          "last year",
          "last 7 days",
          "last 30 days",
          "last 24 hours",
          "all time");
  private static final LocalDate ALL_TIME = LocalDate.of(2015, 1, 1);
  private static final int MOST = 4_000;

  private static final Pattern CURRENT =
      Pattern.compile("(?:this |current )?(week|month|quarter|year)(?: so far| to date)?");
  private static final Pattern TO_DATE = Pattern.compile("([wmqy])td");
  private static final Pattern PREVIOUS =
      Pattern.compile("(?:last|previous|prior) (day|week|month|quarter|year)");
  private static final Pattern ROLLING =
      Pattern.compile(
          "(?:the )?(?:last|past|previous) (?:(\\d{1,4}|a|one)"
              + " ?)?(h|hour|d|day|w|week|month|quarter|year)s?");
  private static final Pattern ISO_DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern ISO_MONTH = Pattern.compile("\\d{4}-\\d{2}");
  private static final Pattern ISO_WEEK = Pattern.compile("(\\d{4})-?w(\\d{1,2})");
  private static final Pattern ISO_YEAR = Pattern.compile("\\d{4}");
  private static final Pattern QUARTER = Pattern.compile("q([1-4])(?:[ -]?(\\d{4}))?");
  private static final Pattern YEAR_QUARTER = Pattern.compile("(\\d{4})[ -]?q([1-4])");
  private static final Pattern NAMED =
      Pattern.compile("(?:last |in |on )?([a-z]{3,9})(?: (\\d{4}))?");
  private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}t.*");
  private static final Pattern SINCE = Pattern.compile("(?:since|from|starting) (\\S.*)");
  private static final Pattern BETWEEN =
      Pattern.compile(
          "(?:from |between )?(\\S+(?: \\d{4})?)(?:\\.\\.+| ?/ ?| to | until | and | - | –"
              + " )(\\S+(?: \\d{4})?)");

  private final ZonedDateTime now;
  private final ZoneId zone;
  private final LocalDate today;

  public Periods(Instant now, ZoneId zone) {
    this.now = now.atZone(zone);
    this.zone = zone;
    this.today = this.now.toLocalDate();
  }

  /** What a text means; {@code otherwise} when there is none. Unknown text is an InvalidInput. */
  public Period parse(@Nullable String text, String otherwise) {
    return text == null || text.isBlank() ? parse(otherwise) : parse(text);
  }

  /** What a text means; unknown text is an InvalidInput with examples. */
  public Period parse(String text) {
    String plain = text.strip().toLowerCase(Locale.ROOT).replace('_', ' ').replaceAll("\\s+", " ");
    try {
      return span(plain).orElseThrow(() -> unknown(text)).asOf(now, text.strip());
    } catch (DateTimeException | ArithmeticException impossible) {
      throw new Failure.InvalidInput(
          "'%s' is not a date that exists.".formatted(text.strip()), EXAMPLES);
    }
  }

  private static Failure unknown(String text) {
    return new Failure.InvalidInput(
        "'%s' is not a period known here.".formatted(text.strip()),
        (Nearest.hint(text.strip(), USUAL) + " " + EXAMPLES).strip());
  }

  private Optional<Span> span(String text) {
    return fixed(text)
        .or(() -> match(CURRENT, text, m -> current(m.group(1))))
        .or(() -> match(TO_DATE, text, m -> current(unitOf(m.group(1)))))
        .or(() -> match(PREVIOUS, text, m -> previous(m.group(1))))
        .or(() -> rolling(text))
        .or(() -> iso(text))
        .or(() -> named(text))
        .or(() -> between(text))
        .or(() -> since(text));
  }

  private Optional<Span> fixed(String text) {
    return switch (text) {
      case "today", "today so far" -> Optional.of(day(today, "today"));
      case "yesterday" -> Optional.of(day(today.minusDays(1), "yesterday"));
      case "day before yesterday", "the day before yesterday" ->
          Optional.of(day(today.minusDays(2), "the day before yesterday"));
      case "all", "all time", "ever", "everything" ->
          Optional.of(Span.days(ALL_TIME, today, zone, "all time"));
      default -> Optional.empty();
    };
  }

  private static Optional<Span> match(Pattern pattern, String text, Function<Matcher, Span> span) {
    Matcher matcher = pattern.matcher(text);
    return matcher.matches() ? Optional.of(span.apply(matcher)) : Optional.empty();
  }

  private Span day(LocalDate day, String name) {
    return Span.unit(day, java.time.Period.ofDays(1), zone, name);
  }

  private Span current(String unit) {
    return Span.unit(start(unit, today), length(unit), zone, "this " + unit + " so far");
  }

  private Span previous(String unit) {
    LocalDate first = start(unit, today).minus(length(unit));
    return Span.unit(first, length(unit), zone, "day".equals(unit) ? "yesterday" : "last " + unit);
  }

  private Optional<Span> rolling(String text) {
    return match(
        ROLLING,
        text,
        m -> {
          String count = m.group(1);
          int n =
              count == null || !Character.isDigit(count.charAt(0)) ? 1 : Integer.parseInt(count);
          if (n < 1 || n > MOST) {
            throw new Failure.InvalidInput(
                "'%s' cannot be counted back.".formatted(text), "Choose 1 to " + MOST + ".");
          }
          return rolling(n, m.group(2));
        });
  }

  private Span rolling(int n, String unit) {
    if (unit.startsWith("h")) {
      Duration hours = Duration.ofHours(n);
      return new Span(now.minus(hours), now, hours, "the last " + n + " hours");
    }
    LocalDate first =
        switch (unit.charAt(0)) {
          case 'd' -> today.minusDays(n - 1L);
          case 'w' -> today.minusDays(7L * n - 1);
          case 'm' -> today.minusMonths(n).plusDays(1);
          case 'q' -> today.minusMonths(3L * n).plusDays(1);
          default -> today.minusYears(n).plusDays(1);
        };
    String word = unit.length() == 1 ? unitOf(unit) : unit;
    return Span.days(first, today, zone, "the last %d %s%s".formatted(n, word, n == 1 ? "" : "s"));
  }

  private Optional<Span> iso(String text) {
    return match(ISO_DAY, text, m -> day(LocalDate.parse(text), "the day"))
        .or(() -> match(ISO_MONTH, text, m -> month(YearMonth.parse(text))))
        .or(() -> match(ISO_WEEK, text, m -> week(number(m, 1), number(m, 2))))
        .or(() -> match(ISO_YEAR, text, m -> year(Integer.parseInt(text))))
        .or(() -> match(QUARTER, text, m -> quarter(number(m, 1), number(m, 2))))
        .or(() -> match(YEAR_QUARTER, text, m -> quarter(number(m, 2), number(m, 1))));
  }

  private Optional<Span> named(String text) {
    Matcher matcher = NAMED.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String word = matcher.group(1);
    for (Month month : Month.values()) {
      if (sameName(word, month.getDisplayName(TextStyle.FULL, Locale.ENGLISH))) {
        int year = number(matcher, 2);
        YearMonth latest = YearMonth.of(today.getYear(), month);
        YearMonth recent = latest.isAfter(YearMonth.from(today)) ? latest.minusYears(1) : latest;
        return Optional.of(month(year == 0 ? recent : YearMonth.of(year, month)));
      }
    }
    for (DayOfWeek weekday : DayOfWeek.values()) {
      String name = weekday.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      if (matcher.group(2) == null && sameName(word, name)) {
        return Optional.of(day(today.with(TemporalAdjusters.previous(weekday)), "last " + name));
      }
    }
    return Optional.empty();
  }

  private static boolean sameName(String word, String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return word.equals(lower)
        || word.equals(lower.substring(0, 3))
        || ("sept".equals(word) && lower.startsWith("sept"));
  }

  private Optional<Span> between(String text) {
    Matcher matcher = BETWEEN.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Optional<Span> first = end(matcher.group(1));
    Optional<Span> last = end(matcher.group(2));
    return first.isEmpty() || last.isEmpty()
        ? Optional.empty()
        : Optional.of(join(first.get(), last.get()));
  }

  private Optional<Span> since(String text) {
    Matcher matcher = SINCE.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return end(matcher.group(1)).map(start -> join(start, day(today, "today")));
  }

  private Optional<Span> end(String text) {
    if (INSTANT.matcher(text).matches()) {
      ZonedDateTime time = Instant.parse(text.toUpperCase(Locale.ROOT)).atZone(zone);
      return Optional.of(new Span(time, time, Duration.ZERO, "the time"));
    }
    return "now".equals(text)
        ? Optional.of(new Span(now, now, Duration.ZERO, "now"))
        : fixed(text).or(() -> iso(text)).or(() -> named(text));
  }

  private Span join(Span first, Span last) {
    ZonedDateTime from = first.from();
    ZonedDateTime to = last.to();
    boolean days = isMidnight(from) && isMidnight(to);
    if (days) {
      return Span.days(from.toLocalDate(), to.toLocalDate().minusDays(1), zone, "the days");
    }
    if (!from.isBefore(to)) {
      throw new Failure.InvalidInput(
          "The period from %s to %s is empty.".formatted(from, to), "Name the earlier time first.");
    }
    return new Span(from, to, Duration.between(from, to), "the time");
  }

  private boolean isMidnight(ZonedDateTime time) {
    return time.equals(time.toLocalDate().atStartOfDay(zone));
  }

  private Span month(YearMonth month) {
    return Span.unit(month.atDay(1), length("month"), zone, "the month");
  }

  private Span year(int year) {
    return Span.unit(Year.of(year).atDay(1), length("year"), zone, "the year");
  }

  private Span quarter(int quarter, int year) {
    LocalDate thisYear = LocalDate.of(today.getYear(), 3 * quarter - 2, 1);
    LocalDate recent = thisYear.isAfter(today) ? thisYear.minusYears(1) : thisYear;
    LocalDate first = year == 0 ? recent : recent.withYear(year);
    return Span.unit(first, length("quarter"), zone, "the quarter");
  }

  private Span week(int year, int week) {
    LocalDate inFirst = LocalDate.of(year, 1, 4);
    if (week < 1 || week > IsoFields.WEEK_OF_WEEK_BASED_YEAR.rangeRefinedBy(inFirst).getMaximum()) {
      throw new DateTimeException("no such week");
    }
    LocalDate first = start("week", inFirst).plusWeeks(week - 1L);
    return Span.unit(first, length("week"), zone, "the week");
  }

  private static LocalDate start(String unit, LocalDate day) {
    return switch (unit) {
      case "week" -> day.with(WeekFields.ISO.dayOfWeek(), 1);
      case "month" -> day.withDayOfMonth(1);
      case "quarter" -> day.with(IsoFields.DAY_OF_QUARTER, 1);
      case "year" -> day.withDayOfYear(1);
      default -> day;
    };
  }

  private static java.time.Period length(String unit) {
    return switch (unit) {
      case "week" -> java.time.Period.ofDays(7);
      case "month" -> java.time.Period.ofMonths(1);
      case "quarter" -> java.time.Period.ofMonths(3);
      case "year" -> java.time.Period.ofYears(1);
      default -> java.time.Period.ofDays(1);
    };
  }

  private static String unitOf(String letter) {
    return switch (letter) {
      case "w" -> "week";
      case "m" -> "month";
      case "q" -> "quarter";
      case "d" -> "day";
      default -> "year";
    };
  }

  private static int number(Matcher matcher, int group) {
    String digits = matcher.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
