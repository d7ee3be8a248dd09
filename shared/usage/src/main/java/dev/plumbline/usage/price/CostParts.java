package dev.plumbline.usage.price;

import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.Cost;
import dev.plumbline.usage.price.catalog.Line;
import dev.plumbline.usage.price.catalog.Unit;
import dev.plumbline.usage.price.catalog.Units;
import java.math.BigDecimal;
import java.util.List;

/**
 * Sorts the lines of a bill into the parts of a cost. Tokens of the prompt cache that are paid at
 * the plain input rate, because the model has no rate for them, still count as cache.
 */
final class CostParts {
  private BigDecimal uncachedInput = BigDecimal.ZERO;
  private BigDecimal cacheRead = BigDecimal.ZERO;
  private BigDecimal cacheWrite = BigDecimal.ZERO;
  private BigDecimal output = BigDecimal.ZERO;
  private BigDecimal other = BigDecimal.ZERO;
  private BigDecimal unpaidRead;
  private BigDecimal unpaidWrite;

  private CostParts(TokenCounts tokens) {
    unpaidRead = BigDecimal.valueOf(tokens.cacheRead());
    unpaidWrite = BigDecimal.valueOf(tokens.cacheWrite5m() + tokens.cacheWrite1h());
  }

  static Cost of(List<Line> lines, TokenCounts tokens) {
    CostParts parts = new CostParts(tokens);
    lines.forEach(parts::add);
    for (Line line : lines) {
      if (line.unit().key().equals(Units.INPUT)) {
        parts.splitInput(line);
      }
    }
    return new Cost(
        parts.uncachedInput, parts.cacheRead, parts.cacheWrite, parts.output, parts.other);
  }

  private void add(Line line) {
    Unit unit = line.unit();
    if (!unit.tokens()) {
      other = other.add(line.amount());
    } else if (unit.is("token_type", "cache_read")) {
      cacheRead = cacheRead.add(line.amount());
      unpaidRead = unpaidRead.subtract(line.quantity());
    } else if (unit.is("token_type", "cache_write")) {
      cacheWrite = cacheWrite.add(line.amount());
      unpaidWrite = unpaidWrite.subtract(line.quantity());
    } else if (unit.is("direction", "output")) {
      output = output.add(line.amount());
    } else {
      uncachedInput = uncachedInput.add(line.amount());
    }
  }

  private void splitInput(Line input) {
    BigDecimal read = input.unit().cost(unpaidRead, input.price());
    BigDecimal written = input.unit().cost(unpaidWrite, input.price());
    cacheRead = cacheRead.add(read);
    cacheWrite = cacheWrite.add(written);
    uncachedInput = uncachedInput.subtract(read).subtract(written);
  }
}
