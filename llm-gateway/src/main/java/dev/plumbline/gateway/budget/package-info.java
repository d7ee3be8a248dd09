/** Holds requests to their budgets and limits before they are sent on. */
@NullMarked
package dev.plumbline.gateway.budget;

import org.jspecify.annotations.NullMarked;
