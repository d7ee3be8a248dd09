/** Reads exported files that DuckDB understands. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.usage.source.jdbc;
