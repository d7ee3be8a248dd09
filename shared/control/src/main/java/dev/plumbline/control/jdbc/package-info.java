/** Keeps what operators set up in DuckDB or PostgreSQL. */
@NullMarked
package dev.plumbline.control.jdbc;

import org.jspecify.annotations.NullMarked;
