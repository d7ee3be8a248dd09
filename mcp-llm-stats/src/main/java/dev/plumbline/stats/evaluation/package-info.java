/**
 * Measures how well the forecasts and the detection of anomalies do, on series with known truth.
 */
@org.jspecify.annotations.NullMarked
package dev.plumbline.stats.evaluation;
