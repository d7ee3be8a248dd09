package dev.plumbline.stats.answer;

import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.usage.LedgerReader;
import dev.plumbline.usage.analysis.Period;
import dev.plumbline.usage.query.Filter;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageQuery;
import dev.plumbline.usage.query.UsageTable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one call is about: a period of a ledger, and which of its events.
 *
 * @param where the filters as they were typed; null for none
 */
public record Asked(
    LedgerReader ledger, Period period, List<Filter> filters, @Nullable Map<String, String> where) {
  /** A question about it. */
  public UsageQuery of(Measure... measures) {
    return UsageQuery.of(period.range(), measures).where(filters);
  }

  /** The same question with the values of the period before beside. */
  public UsageQuery compared(Measure... measures) {
    return of(measures).comparedTo(period.before());
  }

  /** The answer of the ledger. */
  public UsageTable ask(UsageQuery query) {
    return ledger.query(query);
  }

  /** The period as an argument of further calls. */
  public String again() {
    return period.asked().strip().replaceAll("\\s+", "_");
  }

  /** The assumed period and filter, in words. */
  public String about() {
    String filter =
        where == null || where.isEmpty()
            ? ""
            : where.entrySet().stream()
                .map(it -> it.getKey() + " " + Untrusted.of(it.getValue()).inline(80))
                .collect(Collectors.joining(", ", "; only ", ""));
    return period.statement() + filter;
  }

  /** What the figures rest on, where they do not tell themselves what has no price. */
  public String basis() {
    UsageTable total = ask(of(Measure.UNPRICED));
    return basis(total.amount(total.only(), Measure.UNPRICED));
  }

  /** What the figures rest on: the ledger, and requests whose price is unknown. */
  public String basis(BigDecimal unpriced) {
    boolean one = unpriced.compareTo(BigDecimal.ONE) == 0;
    String missing =
        unpriced.signum() == 0
            ? ""
            : " %s no known price and %s not in the dollars; see the resource ledger://health."
                .formatted(
                    Text.count(unpriced.longValue(), "request") + (one ? " has" : " have"),
                    one ? "is" : "are");
    return "Source: " + Untrusted.of(ledger.location()).inline(120) + "." + missing;
  }
}
