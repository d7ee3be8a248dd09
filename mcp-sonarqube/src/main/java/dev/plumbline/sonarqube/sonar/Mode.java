package dev.plumbline.sonarqube.sonar;

/** In which terms a server tells severities. */
public enum Mode {
  /** Multi-Quality Rule mode: software qualities with an impact severity each. */
  MQR,
  /** Standard Experience: bugs, vulnerabilities and code smells with one severity. */
  STANDARD
}
