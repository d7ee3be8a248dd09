/** Holds requests to their budgets and limits within one process. */
@NullMarked
package dev.plumbline.control.guard;

import org.jspecify.annotations.NullMarked;
