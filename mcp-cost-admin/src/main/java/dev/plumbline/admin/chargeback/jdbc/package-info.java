/** Parquet files, written by DuckDB. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.admin.chargeback.jdbc;
