/** Tests of reading Parquet. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.usage.source.jdbc;
