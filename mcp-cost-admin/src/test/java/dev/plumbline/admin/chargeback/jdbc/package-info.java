/** Reads exports and ledgers by SQL of its own. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.admin.chargeback.jdbc;
