/** Spend in real ledgers. */
@NullMarked
package dev.plumbline.control.ledger;

import org.jspecify.annotations.NullMarked;
