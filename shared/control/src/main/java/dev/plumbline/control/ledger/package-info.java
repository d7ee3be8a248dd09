/** What the usage ledger says was spent. */
@NullMarked
package dev.plumbline.control.ledger;

import org.jspecify.annotations.NullMarked;
