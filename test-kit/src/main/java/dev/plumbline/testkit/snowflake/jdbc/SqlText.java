package dev.plumbline.testkit.snowflake.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A statement cut into code, quoted names, string literals and comments. */
final class SqlText {
  private enum Kind {
    CODE,
    NAME,
    LITERAL,
    COMMENT
  }

  private record Piece(Kind kind, String text) {}

  private final List<Piece> pieces;

  private SqlText(List<Piece> pieces) {
    this.pieces = pieces;
  }

  static SqlText of(String sql) {
    List<Piece> pieces = new ArrayList<>();
    int start = 0;
    int at = 0;
    while (at < sql.length()) {
      Kind kind = startingAt(sql, at);
      if (kind == Kind.CODE) {
        at++;
        continue;
      }
      int end = endOf(kind, sql, at);
      pieces.add(new Piece(Kind.CODE, sql.substring(start, at)));
      pieces.add(new Piece(kind, sql.substring(at, end)));
      start = end;
      at = end;
    }
    pieces.add(new Piece(Kind.CODE, sql.substring(start)));
    return new SqlText(pieces);
  }

  private static Kind startingAt(String sql, int at) {
    return switch (sql.charAt(at)) {
      case '\'' -> Kind.LITERAL;
      case '"' -> Kind.NAME;
      case '-' -> sql.startsWith("--", at) ? Kind.COMMENT : Kind.CODE;
      case '/' -> sql.startsWith("/*", at) ? Kind.COMMENT : Kind.CODE;
      default -> Kind.CODE;
    };
  }

  private static int endOf(Kind kind, String sql, int start) {
    if (kind == Kind.COMMENT) {
      String close = sql.startsWith("--", start) ? "\n" : "*/";
      int found = sql.indexOf(close, start + 2);
      return found < 0 ? sql.length() : found + close.length();
    }
    char quote = sql.charAt(start);
    int at = start + 1;
    while (at < sql.length()) {
      char c = sql.charAt(at);
      if (c == '\\' && quote == '\'') {
        at += 2;
      } else if (c != quote) {
        at++;
      } else if (at + 1 < sql.length() && sql.charAt(at + 1) == quote) {
        at += 2;
      } else {
        return at + 1;
      }
    }
    return sql.length();
  }

  /** The text with comments blank and literals empty: what keywords are looked for in. */
  String code() {
    StringBuilder code = new StringBuilder();
    for (Piece piece : pieces) {
      code.append(
          switch (piece.kind) {
            case CODE -> piece.text;
            case NAME -> "\"\"";
            case LITERAL -> "''";
            case COMMENT -> " ";
          });
    }
    return code.toString();
  }

  /** As long as the text, with comments, names and literals blank. */
  String mask() {
    StringBuilder mask = new StringBuilder();
    for (Piece piece : pieces) {
      mask.append(piece.kind == Kind.CODE ? piece.text : " ".repeat(piece.text.length()));
    }
    return mask.toString();
  }

  /** The text without comments. */
  String bare() {
    return rewritten(code -> code);
  }

  /** The text with its code changed, its literals as DuckDB writes them, comments left out. */
  String rewritten(UnaryOperator<String> change) {
    StringBuilder text = new StringBuilder();
    for (Piece piece : pieces) {
      text.append(
          switch (piece.kind) {
            case CODE -> change.apply(piece.text);
            case NAME -> piece.text;
            case LITERAL -> withoutEscapes(piece.text);
            case COMMENT -> " ";
          });
    }
    return text.toString();
  }

  boolean quotes(String name) {
    return pieces.stream()
        .anyMatch(piece -> piece.kind == Kind.NAME && piece.text.equals('"' + name + '"'));
  }

  int questionMarks() {
    return (int) code().chars().filter(c -> c == '?').count();
  }

  /** A backslash begins an escape in Snowflake's literals and is a character in DuckDB's. */
  private static String withoutEscapes(String literal) {
    if (literal.indexOf('\\') < 0) {
      return literal;
    }
    StringBuilder plain = new StringBuilder();
    int at = 0;
    while (at < literal.length()) {
      boolean escape = literal.charAt(at) == '\\' && at + 1 < literal.length();
      plain.append(escape ? escaped(literal.charAt(at + 1)) : literal.substring(at, at + 1));
      at += escape ? 2 : 1;
    }
    return plain.toString();
  }

  private static String escaped(char c) {
    return switch (c) {
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'r' -> "\r";
      case '0' -> "\0";
      case '\'' -> "''";
      default -> String.valueOf(c);
    };
  }
}
