package dev.plumbline.sonarqube.answer;

import dev.plumbline.sonarqube.sonar.SoftwareQuality;

/** What an issue harms, in the words of either mode. */
public enum IssueKind {
  MAINTAINABILITY(SoftwareQuality.MAINTAINABILITY),
  RELIABILITY(SoftwareQuality.RELIABILITY),
  SECURITY(SoftwareQuality.SECURITY),
  CODE_SMELL(SoftwareQuality.MAINTAINABILITY),
  BUG(SoftwareQuality.RELIABILITY),
  VULNERABILITY(SoftwareQuality.SECURITY);

  private final SoftwareQuality quality;

  IssueKind(SoftwareQuality quality) {
    this.quality = quality;
  }

  /** The quality; the server's mode decides which of the two words it is searched by. */
  public SoftwareQuality quality() {
    return quality;
  }
}
