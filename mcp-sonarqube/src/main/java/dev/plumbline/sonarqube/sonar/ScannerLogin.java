package dev.plumbline.sonarqube.sonar;

import dev.plumbline.mcp.audit.Redactor;
import java.util.Map;

/**
 * What a scanner is let in with; secret.
 *
 * @param token the token itself
 * @param environment the variables that hand it to the scanner
 */
public record ScannerLogin(String token, Map<String, String> environment) {
  public ScannerLogin {
    environment = Map.copyOf(environment);
  }

  /** A text without the token, and without what looks like another secret. */
  public String redact(String text) {
    return Redactor.redact(text.replace(token, Redactor.MARK));
  }

  /** Never shows the token. */
  @Override
  public String toString() {
    return "ScannerLogin[***]";
  }
}
