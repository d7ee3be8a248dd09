package dev.plumbline.usage.jdbc;

import java.nio.file.Path;

/** A DuckDB file. */
public record DuckDbLocation(Path file) implements Location {}
