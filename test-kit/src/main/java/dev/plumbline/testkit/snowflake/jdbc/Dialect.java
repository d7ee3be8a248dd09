package dev.plumbline.testkit.snowflake.jdbc;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Snowflake's SQL where it differs from DuckDB's: the few texts that are rewritten, and those that
 * DuckDB would take and Snowflake does not. Functions of Snowflake are macros of {@link Engine}.
 */
final class Dialect {
  private record Rewrite(Pattern pattern, String replacement) {
    static Rewrite of(String pattern, String replacement) {
      return new Rewrite(
          Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.DOTALL), replacement);
    }
  }

  private static final List<Rewrite> EVERYWHERE =
      List.of(
          Rewrite.of("\\bnumber\\s*(?=\\()", "decimal"),
          Rewrite.of("\\b(?:number|numeric|decimal)\\b(?!\\s*\\()", "decimal(38,0)"),
          Rewrite.of("\\b(?:float[48]?|real)\\b(?!\\s*\\()", "double"),
          Rewrite.of("\\btimestamp_ntz\\b(?:\\s*\\(\\s*\\d\\s*\\))?", "timestamp"),
          Rewrite.of("\\btimestamp_l?tz\\b(?:\\s*\\(\\s*\\d\\s*\\))?", "timestamptz"),
          Rewrite.of("\\bvariant\\b", "json"),
          Rewrite.of("\\b(current_(?:timestamp|date|time))\\s*\\(\\s*\\d?\\s*\\)", "$1"));

  /** Snowflake enforces no key: a test that relied on one would pass here and fail there. */
  private static final List<Rewrite> IN_DEFINITIONS =
      List.of(
          Rewrite.of("\\bcluster\\s+by\\s*\\([^()]*(?:\\([^()]*\\)[^()]*)*\\)", ""),
          Rewrite.of("\\b(create\\s+(?:or\\s+replace\\s+)?)transient\\b", "$1"),
          Rewrite.of(
              ",\\s*(?:constraint\\s+\\w+\\s+)?(?:primary\\s+key|unique)\\s*\\([^()]*\\)", ""),
          Rewrite.of("\\b(?:not\\s+null\\s+)?primary\\s+key\\b", "not null"),
          Rewrite.of("\\bunique\\b", ""));

  private static final List<String> UNKNOWN_TO_SNOWFLAKE =
      List.of(
          "on\\s+conflict",
          "returning",
          "create\\s+(?:unique\\s+)?index",
          "filter\\s*\\(\\s*where",
          "insert\\s+or\\s+\\w+",
          "at\\s+time\\s+zone",
          "timezone\\s*\\(",
          "unnest\\s*\\(",
          "epoch_[mun]s\\s*\\(",
          "(?:read|write)_\\w+\\s*\\(",
          "strf?[pf]time\\s*\\(",
          "quantile_\\w+\\s*\\(",
          "string_agg\\s*\\(",
          "make_\\w+\\s*\\(",
          "now\\s*\\(",
          "(?:hugeint|ubigint|uinteger|blob|uuid|json)\\b",
          "interval\\s+\\d");

  private static final Pattern UNKNOWN =
      Pattern.compile(
          "\\b(?:" + String.join("|", UNKNOWN_TO_SNOWFLAKE) + ")", Pattern.CASE_INSENSITIVE);
  private static final Pattern PARSED_VALUE =
      Pattern.compile(
          "\\bvalues\\s*\\([^;]*?\\b(parse_json|to_variant|object_construct)\\s*\\(",
          Pattern.CASE_INSENSITIVE);

  private Dialect() {}

  static String translated(SqlText text, StatementKind kind) throws Rejection {
    refuse(text.code());
    return text.rewritten(code -> {
      String changed = apply(EVERYWHERE, code);
      return kind == StatementKind.DDL ? apply(IN_DEFINITIONS, changed) : changed;
    });
  }

  private static void refuse(String code) throws Rejection {
    Matcher unknown = UNKNOWN.matcher(code);
    if (unknown.find()) {
      throw Rejection.syntax(
          "syntax error line 1 at position "
              + unknown.start()
              + " unexpected '"
              + unknown.group()
              + "'.");
    }
    Matcher parsed = PARSED_VALUE.matcher(code);
    if (parsed.find()) {
      throw new Rejection(
          "002014",
          "22000",
          "SQL compilation error:\nInvalid expression ["
              + parsed.group(1).toUpperCase(Locale.ROOT)
              + "(...)] in VALUES clause");
    }
  }

  private static String apply(List<Rewrite> rewrites, String code) {
    String changed = code;
    for (Rewrite rewrite : rewrites) {
      changed = rewrite.pattern.matcher(changed).replaceAll(rewrite.replacement);
    }
    return changed;
  }
}
