/** Tools about budgets and rate limits. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.admin.tools.budgets;
