/** One contract for ledgers in every database, and what can go wrong with each. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.usage.jdbc;
