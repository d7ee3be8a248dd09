/** Tests of chargeback. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.admin.chargeback;
