/**
 * What the ledger's figures tell: periods as people say them, statements, forecasts and anomalies.
 */
@org.jspecify.annotations.NullMarked
package dev.plumbline.usage.analysis;
