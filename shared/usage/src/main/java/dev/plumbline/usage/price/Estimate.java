package dev.plumbline.usage.price;

import dev.plumbline.usage.price.catalog.Line;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What usage of a model costs.
 *
 * @param provider the provider as the catalog names it
 * @param model the model as the catalog names it
 * @param tier the service tier, {@code standard} unless another was asked
 * @param cost in US dollars, after discounts, with twelve decimals
 * @param listCost at list prices of the tier; null when only contract prices are known
 * @param lines what adds up to the cost, by unit
 * @param unpriced usage that no price covers; it is not in the cost
 * @param catalog the version of the prices used
 */
public record Estimate(
    String provider,
    String model,
    String tier,
    BigDecimal cost,
    @Nullable BigDecimal listCost,
    List<Line> lines,
    List<String> unpriced,
    String catalog) {
  public Estimate {
    lines = List.copyOf(lines);
    unpriced = List.copyOf(unpriced);
  }
}
