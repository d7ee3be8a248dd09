/** Which ledger is answered from. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.stats.ledger;
