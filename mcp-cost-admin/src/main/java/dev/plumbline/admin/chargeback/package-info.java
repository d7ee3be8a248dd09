/** What departments owe: charges from the ledger, shared costs, credits and budgets. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.admin.chargeback;
