package dev.plumbline.usage.source.api.anthropic;

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
import dev.plumbline.usage.source.text.Numbers;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The bill, day by day: an event for each of its lines, with its cost alone. Amounts are cents,
 * with decimals.
 */
final class CostReport {
  static final String NAME = "anthropic-costs";

  private static final Duration SETTLING = Duration.ofDays(1);
  private static final String[] KEYS = {
    "workspace_id",
    "description",
    "model",
    "cost_type",
    "token_type",
    "service_tier",
    "context_window",
    "inference_geo"
  };

  private CostReport() {}

  static List<Report> reports() {
    Query query =
        Query.NONE
            .and("bucket_width", "1d")
            .and("limit", "31")
            .andEach("group_by[]", List.of("workspace_id", "description"));
    return List.of(
        new Report(
            "costs",
            "v1/organizations/cost_report",
            query,
            Duration.ofDays(1),
            SETTLING,
            CostReport::line));
  }

  private static Optional<UsageEvent> line(Bucket bucket, Row line) {
    BigDecimal dollars = dollars(line.number("amount"), line.text("currency"));
    if (dollars.signum() == 0) {
      return Optional.empty();
    }
    @Nullable String[] keys = new @Nullable String[KEYS.length];
    TreeMap<String, String> tags = new TreeMap<>();
    for (int i = 0; i < keys.length; i++) {
      keys[i] = line.text(KEYS[i]);
    }
    put(tags, "line_item", line.text("description"));
    put(tags, "cost_type", line.text("cost_type"));
    put(tags, "token_type", line.text("token_type"));
    String type = line.text("cost_type");
    String model = line.text("model");
    String tier = line.text("service_tier");
    String geo = line.text("inference_geo");
    return Optional.of(
        UsageEvent.of(
                bucket.id(NAME, keys),
                bucket.start(),
                "anthropic",
                model != null ? model : type != null ? type : "unknown",
                NAME)
            .operation(
                type == null || type.equals("tokens") ? Operation.MESSAGES : Operation.FUNCTION)
            .attribution(
                new Attribution(
                    null, null, line.text("workspace_id"), null, null, null, null, tags))
            .charge(new Charge(part(line.text("token_type"), dollars), dollars, NAME, null))
            .serviceTier(tier == null || tier.equals("standard") ? null : tier)
            .dataLocation(geo == null || geo.equals("not_available") ? null : geo)
            .build());
  }

  static BigDecimal dollars(@Nullable BigDecimal cents, @Nullable String currency) {
    if (currency != null && !currency.equalsIgnoreCase("usd")) {
      throw new Failure.InvalidInput(
          "The amount is in " + currency + ".", "The ledger keeps US dollars.");
    }
    if (cents == null) {
      throw new Failure.InvalidInput("The line has no amount.", "Report it to Anthropic.");
    }
    return Numbers.amount("amount", cents.movePointLeft(2));
  }

  private static void put(Map<String, String> tags, String name, @Nullable String value) {
    if (value != null) {
      tags.put(name, value);
    }
  }

  private static Cost part(@Nullable String tokens, BigDecimal dollars) {
    BigDecimal zero = Money.ZERO;
    return switch (tokens == null ? "" : tokens) {
      case "uncached_input_tokens" -> new Cost(dollars, zero, zero, zero, zero);
      case "cache_read_input_tokens" -> new Cost(zero, dollars, zero, zero, zero);
      case "cache_creation.ephemeral_5m_input_tokens", "cache_creation.ephemeral_1h_input_tokens" ->
          new Cost(zero, zero, dollars, zero, zero);
      case "output_tokens" -> new Cost(zero, zero, zero, dollars, zero);
      default -> Cost.lump(dollars);
    };
  }
}
