package dev.plumbline.sonarqube.sonar;

/** Whether a caller's own SonarQube token is used for its calls. */
public enum CallerTokens {
  /** Never; a call that brings one is refused. */
  OFF,
  /** If the caller brings one; else the configured token. */
  ALLOWED,
  /** Always; a call without one is refused. */
  REQUIRED
}
