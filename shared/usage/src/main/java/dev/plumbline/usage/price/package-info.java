/** What usage costs: charges for the ledger, estimates, comparisons and price lists. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.usage.price;
