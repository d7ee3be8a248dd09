/** Finds the ledger to answer from. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.stats.ledger;
