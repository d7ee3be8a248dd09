/**
 * A test server that speaks Snowflake's wire protocol to the real JDBC driver, with an in-memory
 * DuckDB behind it.
 */
@org.jspecify.annotations.NullMarked
package dev.plumbline.testkit.snowflake;
