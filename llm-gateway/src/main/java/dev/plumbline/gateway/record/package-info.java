/** Writes down what every request cost: a journal at once, the ledger soon after. */
@NullMarked
package dev.plumbline.gateway.record;

import org.jspecify.annotations.NullMarked;
