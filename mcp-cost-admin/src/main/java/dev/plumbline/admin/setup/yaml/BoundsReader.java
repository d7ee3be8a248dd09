package dev.plumbline.admin.setup.yaml;

import dev.plumbline.admin.rules.Thresholds;
import dev.plumbline.admin.setup.BudgetTerms;
import dev.plumbline.admin.setup.EntryChecks;
import dev.plumbline.admin.setup.LimitTerms;
import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Level;
import dev.plumbline.control.Limit;
import dev.plumbline.control.Period;
import dev.plumbline.control.Scope;
import dev.plumbline.control.Window;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads budgets and limits. */
final class BoundsReader {
  /** What a budget says of itself. */
  static final List<String> BUDGET =
      List.of(
          "limit_usd",
          "period",
          "rolling",
          "zone",
          "at_limit",
          "degrade_to",
          "warn_at",
          "name",
          "id");

  /** What a limit says of itself. */
  static final List<String> LIMIT = List.of("kind", "amount", "per", "id");

  private final ZoneId zone;
  private final Claims claims;

  BoundsReader(ZoneId zone, Claims claims) {
    this.zone = zone;
    this.claims = claims;
  }

  BudgetTerms budget(FieldSet fields) {
    Period period = fields.choice("period", Period.values());
    Boolean rolling = fields.flag("rolling");
    AtLimit given = fields.choice("at_limit", AtLimit.values());
    String degradeTo = fields.text("degrade_to");
    AtLimit usual = degradeTo == null ? AtLimit.REFUSE : AtLimit.DEGRADE;
    BudgetTerms terms =
        new BudgetTerms(
            fields.text("id"),
            fields.text("name"),
            fields.needed("limit_usd", fields.decimal("limit_usd")),
            new Window(
                period == null ? Period.MONTH : period,
                Boolean.TRUE.equals(rolling),
                fields.zone("zone", zone)),
            given == null ? usual : given,
            degradeTo,
            thresholds(fields));
    fields.checked(() -> EntryChecks.budget(terms));
    claim(fields, "budget", terms.id());
    return terms;
  }

  private void claim(FieldSet fields, String kind, @Nullable String id) {
    if (id != null) {
      claims.claim(fields.line("id"), kind + "'s id", List.of(kind, id));
    }
  }

  private static @Nullable List<Integer> thresholds(FieldSet fields) {
    List<Integer> given = fields.percentages("warn_at");
    return given == null ? null : fields.placed("warn_at", () -> Thresholds.of(given));
  }

  LimitTerms limit(FieldSet fields) {
    Limit.Kind kind = fields.needed("kind", fields.choice("kind", Limit.Kind.values()));
    if (kind == Limit.Kind.PARALLEL && fields.has("per")) {
      throw fields.wrong("per", fields.value("per"), "Leave it out for parallel requests.");
    }
    LimitTerms terms =
        new LimitTerms(
            fields.text("id"),
            kind,
            fields.needed("amount", fields.whole("amount")),
            fields.length("per", Duration.ofMinutes(1)));
    fields.checked(() -> EntryChecks.limit(terms));
    claim(fields, "limit", terms.id());
    return terms;
  }

  /** The level and value that a budget or limit gives. */
  static Scope scope(FieldSet fields) {
    Level level = fields.needed("level", fields.choice("level", Level.values()));
    String value = fields.text("value");
    if (level == Level.KEY && value != null && !value.equals(Scope.EACH)) {
      throw fields.wrong("value", fields.value("value"), "Write it under the key that it is for.");
    }
    Scope scope = new Scope(level, value == null ? Scope.EACH : value);
    fields.checked(() -> EntryChecks.scope(scope));
    return scope;
  }

  /** The names of several lists together. */
  static String[] names(List<String> own, String... more) {
    String[] all = Arrays.copyOf(more, more.length + own.size());
    for (int i = 0; i < own.size(); i++) {
      all[more.length + i] = own.get(i);
    }
    return all;
  }
}
