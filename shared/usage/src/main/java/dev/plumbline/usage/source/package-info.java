/** Reads usage from where it already lies and writes it into the ledger, each event once. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.usage.source;
