/** The rules of FOCUS, checked. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.admin.chargeback.focus;
