/** Rows of typed columns, and CSV of them. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.admin.chargeback.table;
