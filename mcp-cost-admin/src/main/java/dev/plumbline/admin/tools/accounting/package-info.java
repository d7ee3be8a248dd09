/** Tools about chargeback and the record of changes. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.admin.tools.accounting;
