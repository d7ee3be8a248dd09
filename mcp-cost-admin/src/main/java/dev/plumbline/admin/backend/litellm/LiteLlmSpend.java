package dev.plumbline.admin.backend.litellm;

import dev.plumbline.admin.backend.KeySpend;
import dev.plumbline.admin.backend.http.Fields;
import dev.plumbline.admin.backend.http.VendorApi;
import dev.plumbline.kernel.Money;
import dev.plumbline.usage.source.http.Query;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What keys spent, by the days of UTC. */
final class LiteLlmSpend {
  private static final int PAGE = 1000;
  private static final int WEEK = 7;

  private final VendorApi api;

  LiteLlmSpend(VendorApi api) {
    this.api = api;
  }

  private static final class Sums {
    private BigDecimal today = Money.ZERO;
    private BigDecimal week = Money.ZERO;
    private BigDecimal month = Money.ZERO;
  }

  Map<String, KeySpend> of(List<JsonNode> keys, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    Map<String, Sums> byKey = days(today);
    Map<String, KeySpend> all = new LinkedHashMap<>();
    for (JsonNode key : keys) {
      Sums sums = byKey.getOrDefault(LiteLlmKeys.id(key), new Sums());
      all.put(
          LiteLlmKeys.id(key), new KeySpend(sums.today, sums.week, sums.month, total(key), null));
    }
    return all;
  }

  /** LiteLLM starts the spend of a key anew with its budget. */
  private static @Nullable BigDecimal total(JsonNode key) {
    return Fields.text(key, "budget_duration") == null ? Fields.dollars(key, "spend") : null;
  }

  private Map<String, Sums> days(LocalDate today) {
    LocalDate week = today.minusDays(WEEK - 1);
    LocalDate month = today.withDayOfMonth(1);
    Map<String, Sums> byKey = new HashMap<>();
    boolean more = true;
    for (int page = 1; more; page++) {
      JsonNode answer = page(week.isBefore(month) ? week : month, today, page);
      for (JsonNode day : answer.path("results")) {
        LocalDate date = LocalDate.parse(day.path("date").asString(""));
        for (var key : day.path("breakdown").path("api_keys").properties()) {
          BigDecimal spend = Fields.dollars(key.getValue(), "metrics", "spend");
          if (spend != null) {
            add(byKey.computeIfAbsent(key.getKey(), id -> new Sums()), date, spend, today);
          }
        }
      }
      more = page < answer.path("metadata").path("total_pages").asLong(1);
    }
    return byKey;
  }

  private static void add(Sums sums, LocalDate date, BigDecimal spend, LocalDate today) {
    sums.today = date.equals(today) ? sums.today.add(spend) : sums.today;
    sums.week = date.isAfter(today.minusDays(WEEK)) ? sums.week.add(spend) : sums.week;
    sums.month = date.isBefore(today.withDayOfMonth(1)) ? sums.month : sums.month.add(spend);
  }

  private JsonNode page(LocalDate first, LocalDate last, int page) {
    return api.get(
        "user/daily/activity",
        Query.NONE
            .and("start_date", first.toString())
            .and("end_date", last.toString())
            .and("page", "" + page)
            .and("page_size", "" + PAGE));
  }
}
