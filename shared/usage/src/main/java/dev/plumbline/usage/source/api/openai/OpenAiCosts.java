package dev.plumbline.usage.source.api.openai;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Money;
import dev.plumbline.usage.Attribution;
import dev.plumbline.usage.Charge;
import dev.plumbline.usage.Cost;
import dev.plumbline.usage.Operation;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.source.http.Query;
import dev.plumbline.usage.source.report.Bucket;
import dev.plumbline.usage.source.report.Report;
import dev.plumbline.usage.source.table.Row;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The bill, day by day: an event for each line item, project and key, with its cost alone. */
final class OpenAiCosts {
  static final String NAME = "openai-costs";

  private static final Duration SETTLING = Duration.ofDays(1);

  private OpenAiCosts() {}

  static List<Report> reports() {
    Query query =
        Query.NONE
            .and("bucket_width", "1d")
            .and("limit", "180")
            .andEach("group_by[]", List.of("project_id", "line_item", "api_key_id"));
    return List.of(
        new Report(
            "costs",
            "v1/organization/costs",
            query,
            Duration.ofDays(1),
            SETTLING,
            OpenAiCosts::line));
  }

  private static Optional<UsageEvent> line(Bucket bucket, Row line) {
    String currency = line.text("amount", "currency");
    if (currency != null && !currency.equalsIgnoreCase("usd")) {
      throw new Failure.InvalidInput(
          "The amount is in " + currency + ".", "The ledger keeps US dollars.");
    }
    BigDecimal amount = line.amount("amount", "value");
    if (amount == null) {
      throw new Failure.InvalidInput("The line has no amount.", "Report it to OpenAI.");
    }
    if (amount.signum() == 0) {
      return Optional.empty();
    }
    String told = line.text("line_item");
    String item = told == null ? "unknown" : told;
    int comma = item.lastIndexOf(", ");
    String meter = comma < 0 ? "" : item.substring(comma + 2);
    TreeMap<String, String> tags = new TreeMap<>();
    tags.put("line_item", item);
    return Optional.of(
        UsageEvent.of(
                bucket.id(NAME, line.text("project_id"), item, line.text("api_key_id")),
                bucket.start(),
                "openai",
                comma < 0 ? item : item.substring(0, comma),
                NAME)
            .operation(operation(item, meter))
            .attribution(
                new Attribution(
                    line.text("api_key_id"),
                    null,
                    line.text("project_id"),
                    null,
                    null,
                    null,
                    null,
                    tags))
            .charge(new Charge(part(meter, amount), amount, NAME, null))
            .build());
  }

  private static Operation operation(String item, String meter) {
    if (item.contains("embedding")) {
      return Operation.EMBEDDINGS;
    }
    return meter.contains("input") || meter.contains("output")
        ? Operation.CHAT
        : Operation.FUNCTION;
  }

  /** Line items are named as {@code gpt-4o-2024-08-06, cached input}. */
  private static Cost part(String meter, BigDecimal amount) {
    BigDecimal zero = Money.ZERO;
    if (meter.contains("cached input") || meter.contains("cache read")) {
      return new Cost(zero, amount, zero, zero, zero);
    }
    if (meter.contains("cache write")) {
      return new Cost(zero, zero, amount, zero, zero);
    }
    if (meter.contains("input")) {
      return new Cost(amount, zero, zero, zero, zero);
    }
    return meter.contains("output") ? new Cost(zero, zero, zero, amount, zero) : Cost.lump(amount);
  }
}
