/** Reads usage through JDBC: exported files that DuckDB understands, and Snowflake's own views. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.usage.source.jdbc;
