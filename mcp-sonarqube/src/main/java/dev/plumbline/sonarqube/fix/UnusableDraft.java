package dev.plumbline.sonarqube.fix;

/** Why a drafted diff cannot be used, in words that its author can act on. */
final class UnusableDraft extends RuntimeException {
  UnusableDraft(String message) {
    super(message, null, false, false);
  }

  /** The message, which is always there. */
  String why() {
    return String.valueOf(getMessage());
  }
}
