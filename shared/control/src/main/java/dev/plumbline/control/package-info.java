/**
 * Who may spend what and who is told: virtual keys, budgets, limits, routes, providers and alerts,
 * and what was decided.
 */
@NullMarked
package dev.plumbline.control;

import org.jspecify.annotations.NullMarked;
