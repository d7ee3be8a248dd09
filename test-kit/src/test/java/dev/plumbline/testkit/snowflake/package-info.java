/** The real Snowflake driver against the test server. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.testkit.snowflake;
