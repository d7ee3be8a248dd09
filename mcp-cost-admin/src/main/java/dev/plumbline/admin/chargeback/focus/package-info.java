/** Charges and credits in the columns of FOCUS 1.4. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.admin.chargeback.focus;
