package dev.plumbline.sonarqube.sonar;

/** What an issue harms, and the issue type of the Standard Experience that stands for it. */
public enum SoftwareQuality {
  MAINTAINABILITY("CODE_SMELL"),
  RELIABILITY("BUG"),
  SECURITY("VULNERABILITY");

  private final String type;

  SoftwareQuality(String type) {
    this.type = type;
  }

  /** The issue type, such as {@code CODE_SMELL}. */
  public String type() {
    return type;
  }
}
