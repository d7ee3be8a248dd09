package dev.plumbline.sonarqube.answer;

/** Gate states in words. */
public final class GateWords {
  private GateWords() {}

  /** {@code passed}, {@code failed}, {@code warning} or {@code none}. */
  public static String of(String status) {
    return switch (status) {
      case "OK" -> "passed";
      case "ERROR" -> "failed";
      case "WARN" -> "warning";
      default -> "none";
    };
  }
}
