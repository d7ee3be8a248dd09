/**
 * Who may spend what: virtual keys, budgets, limits, routes and providers, and what was decided.
 */
@NullMarked
package dev.plumbline.control;

import org.jspecify.annotations.NullMarked;
