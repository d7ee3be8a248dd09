package dev.plumbline.admin.backend.portkey;

import dev.plumbline.admin.backend.KeySpend;
import dev.plumbline.admin.backend.ManagedKey;
import dev.plumbline.admin.backend.http.Fields;
import dev.plumbline.admin.backend.http.VendorApi;
import dev.plumbline.kernel.Money;
import dev.plumbline.usage.source.http.Query;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What keys spent, as the analytics tell, which count in cents. */
final class PortkeySpend {
  private static final String PATH = "analytics/graphs/cost";
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration YEAR = Duration.ofDays(365);

  private final PortkeyApi api;

  PortkeySpend(PortkeyApi api) {
    this.api = api;
  }

  KeySpend of(ManagedKey key, Instant now) {
    Instant created = key.created();
    BigDecimal total = since(key.id(), created == null ? now.minus(YEAR) : created, now);
    if (total.signum() == 0) {
      return new KeySpend(Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, null);
    }
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return new KeySpend(
        since(key.id(), midnight(today), now),
        since(key.id(), now.minus(WEEK), now),
        since(key.id(), midnight(today.withDayOfMonth(1)), now),
        created == null ? null : total,
        null);
  }

  private static Instant midnight(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** US dollars of a key in a time. */
  BigDecimal since(String key, Instant from, Instant now) {
    Query query =
        Query.NONE
            .and("time_of_generation_min", from.toString())
            .and("time_of_generation_max", now.toString())
            .and("api_key_ids", VendorApi.part(key));
    String workspace = api.workspace();
    var answer =
        api.api().get(PATH, workspace == null ? query : query.and("workspace_slug", workspace));
    BigDecimal cents = Fields.number(answer, "summary", "total");
    if (cents == null) {
      throw api.api().odd("analytics without a sum");
    }
    return Money.exact(cents.movePointLeft(2));
  }
}
