/** The usage ledger in a database: DuckDB, PostgreSQL or Snowflake. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.usage.jdbc;
