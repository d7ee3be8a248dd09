/** The SQL side of the Snowflake test server: statements, bindings and results on DuckDB. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.testkit.snowflake.jdbc;
