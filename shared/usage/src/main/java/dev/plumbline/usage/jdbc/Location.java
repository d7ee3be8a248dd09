package dev.plumbline.usage.jdbc;

import dev.plumbline.kernel.Failure;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where a ledger is kept, as a location text says. */
sealed interface Location {
  /** A DuckDB file. */
  record DuckDb(Path file) implements Location {}

  /** Reads a location. */
  static Location parse(String text, Map<String, String> environment) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.startsWith("duckdb:")) {
      return new DuckDb(path(text.substring("duckdb:".length())));
    }
    if (lower.endsWith(".duckdb") || lower.endsWith(".db")) {
      return new DuckDb(path(text));
    }
    throw new Failure.Misconfigured(
        "The ledger location is not one that is known.",
        "Give duckdb:PATH, a path ending in .duckdb, postgresql://user@host/database, or"
            + " snowflake://account/database/schema.");
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException wrong) {
      throw new Failure.Misconfigured(
          "The ledger's path '" + text + "' is not a path.", "Give the path of a file.");
    }
  }
}
