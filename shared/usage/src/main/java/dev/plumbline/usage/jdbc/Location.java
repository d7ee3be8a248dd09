package dev.plumbline.usage.jdbc;

import dev.plumbline.kernel.Failure;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where a ledger is kept, as a location text says. */
public sealed interface Location permits DuckDbLocation, PostgresLocation, SnowflakeLocation {
  /** Reads a location; what a Snowflake location leaves out is in {@code SNOWFLAKE_*} variables. */
  static Location parse(String text, Map<String, String> environment) {
    String lower = text.toLowerCase(Locale.ROOT);
    String bare = lower.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text;
    String scheme = bare.toLowerCase(Locale.ROOT);
    if (scheme.startsWith("duckdb:")) {
      return new DuckDbLocation(path(bare.substring("duckdb:".length())));
    }
    if (scheme.startsWith("postgresql:") || scheme.startsWith("postgres:")) {
      return PostgresLocation.parse(Address.parse(bare), environment);
    }
    if (scheme.startsWith("snowflake:")) {
      return SnowflakeLocation.parse(Address.parse(bare), environment);
    }
    if (lower.endsWith(".duckdb") || lower.endsWith(".db")) {
      return new DuckDbLocation(path(text));
    }
    throw new Failure.Misconfigured(
        "The ledger's location is of no kind that is known.",
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
