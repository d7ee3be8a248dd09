/** Decisions about keys and budgets that no administered system makes for us. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.admin.rules;
