package dev.plumbline.usage.price.catalog;

import java.math.BigDecimal;

/**
 * What one unit adds to a cost.
 *
 * @param unit what was used
 * @param quantity how much of it was paid at this unit's rate: without its narrower units that have
 *     rates of their own
 * @param price in US dollars per {@link Unit#per()}
 * @param amount in US dollars, not rounded
 */
public record Line(Unit unit, BigDecimal quantity, BigDecimal price, BigDecimal amount) {}
