package dev.plumbline.admin.chargeback.export;

import java.math.BigDecimal;

/**
 * What was exported.
 *
 * @param rows lines below the header
 * @param billed US dollars of usage
 * @param credits US dollars given back, as a positive amount
 * @param unpricedTokens tokens whose price is unknown; in no FOCUS row
 * @param unpricedModels of how many models
 */
public record Totals(
    long rows, BigDecimal billed, BigDecimal credits, long unpricedTokens, int unpricedModels) {}
