package dev.plumbline.control;

import dev.plumbline.control.Limit.Kind;
import dev.plumbline.control.VirtualKey.Owner;
import dev.plumbline.control.VirtualKey.Rules;
import dev.plumbline.control.VirtualKey.Secret;
import dev.plumbline.control.VirtualKey.State;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Entries for tests. */
public final class Sample {
  public static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  public static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

  private Sample() {}

  public static VirtualKey key(KeyText text) {
    return new VirtualKey(
        text.id(),
        "team a",
        List.of(new Secret(text.hash(), null)),
        State.ACTIVE,
        new Owner("acme", "research", "prod", null, null, "ada"),
        List.of("gpt-*"),
        List.of("openai"),
        Rules.USUAL,
        Instant.parse("2027-01-01T00:00:00Z"),
        NOW,
        new TreeMap<>(Map.of("ticket", "A-1")),
        1);
  }

  public static Budget budget(
      String id, Level level, String value, String limit, Window window, AtLimit atLimit) {
    return new Budget(
        id,
        id,
        new Scope(level, value),
        new BigDecimal(limit),
        window,
        atLimit,
        atLimit == AtLimit.DEGRADE ? "cheap" : null,
        List.of(80, 100),
        1);
  }

  public static Budget daily(String id, Level level, String value, String limit) {
    return budget(id, level, value, limit, new Window(Period.DAY, false, BERLIN), AtLimit.REFUSE);
  }

  public static Limit limit(String id, Kind kind, long amount, Duration per) {
    return new Limit(id, new Scope(Level.KEY, Scope.EACH), kind, amount, per, 1);
  }

  public static Alert alert(String id, Alert.Kind kind, String... channels) {
    return new Alert(
        id,
        "Burns fast",
        kind,
        new Scope(Level.DEPARTMENT, "*"),
        null,
        new BigDecimal("2.5"),
        BERLIN,
        Alert.Severity.CRITICAL,
        List.of(channels),
        Duration.ofMinutes(30),
        new Alert.QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 30), true),
        LocalTime.of(9, 15),
        false,
        true,
        1);
  }

  public static Channel mail(String id) {
    Channel.Mail mail =
        new Channel.Mail(
            "mail.example.com",
            587,
            Channel.Tls.STARTTLS,
            "bot",
            "bot@example.com",
            List.of("ops@example.com"));
    return new Channel(id, "Mail", Channel.Kind.EMAIL, "env:MAIL", null, mail, true, 1);
  }

  public static Silence silence(String id, String alert) {
    return new Silence(
        id,
        alert,
        new Scope(Level.USER, "ada"),
        NOW,
        NOW.plus(Duration.ofHours(1)),
        "a load test",
        "eve",
        1);
  }

  public static Subject subject(String key, String department, String user) {
    return new Subject(key, "acme", department, "prod", null, null, user, "gpt-5");
  }
}
