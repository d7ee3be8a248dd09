/** What the benchmarks ask of PostgreSQL beside the ledger. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.benchmarks.jdbc;
