/** Tests of the tools about chargeback. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.admin.tools.accounting;
