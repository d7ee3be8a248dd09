package dev.plumbline.mcp.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Replaces secrets in arguments by a mark, by the argument's name and by the value's shape. */
public final class Redactor {
  /** What stands where a secret stood. */
  public static final String MARK = "[redacted]";

  /** Tokens in the plural are counted, not kept secret. */
  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "(^|_)(token|webhook_?url|(secret|password|passwd|passphrase|authorization|credential"
              + "|cookie|api_?key|private_?key|access_?key)s?)($|_)");

  /** Tokens of SonarQube, Plumbline, LLM providers, GitHub, Slack, AWS; bearer values; JWTs. */
  private static final Pattern SECRET_VALUE =
      Pattern.compile(
          "\\b(?:sq[upa]_[0-9a-f]{20,}|pl[t]?-[A-Za-z0-9]{8,}-[A-Za-z0-9]{16,}|sk-[A-Za-z0-9_-]{16,}"
              + "|gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|xox[abprs]-[A-Za-z0-9-]{10,}"
              + "|AKIA[0-9A-Z]{16}|eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*)"
              + "|(?i:\\bbearer\\s+)[A-Za-z0-9._~+/=-]{8,}|(?<=hooks\\.slack\\.com/)[^\\s\"']+"
              + "|(?<=://)[^\\s/@:]+:[^\\s/@]+(?=@)");

  private Redactor() {}

  /** A copy of the arguments without secrets. */
  public static Map<String, Object> redact(Map<String, Object> arguments) {
    Map<String, Object> clean = new LinkedHashMap<>();
    arguments.forEach((name, value) ->
        clean.put(name, isSecretName(name) && value != null ? MARK : redactValue(value)));
    return clean;
  }

  /** A text without secrets. */
  public static String redact(String text) {
    return SECRET_VALUE.matcher(text).replaceAll(MARK);
  }

  private static boolean isSecretName(String name) {
    String snake =
        name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
            .replaceAll("[.-]", "_")
            .toLowerCase(Locale.ROOT);
    return SECRET_NAME.matcher(snake).find();
  }

  private static Object redactValue(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String text -> redact(text);
      case List<?> list -> list.stream().map(Redactor::redactValue).toList();
      case Map<?, ?> map -> {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, element) -> copy.put(String.valueOf(key), element));
        yield redact(copy);
      }
      default -> value;
    };
  }
}
