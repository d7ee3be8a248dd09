/** What budgets would have done, and what they do. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.admin.tools.budgets;
