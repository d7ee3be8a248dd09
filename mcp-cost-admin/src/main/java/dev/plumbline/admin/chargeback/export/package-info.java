/** A period's charges as a file or a text. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.admin.chargeback.export;
