package dev.plumbline.sonarqube.tools;

/** Gate states in words. */
final class GateWords {
  private GateWords() {}

  /** {@code passed}, {@code failed}, {@code warning} or {@code none}. */
  static String of(String status) {
    return switch (status) {
      case "OK" -> "passed";
      case "ERROR" -> "failed";
      case "WARN" -> "warning";
      default -> "none";
    };
  }
}
