package dev.plumbline.sonarqube.answer;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.plumbline.sonarqube.sonar.Mode;
import dev.plumbline.sonarqube.sonar.SonarQube;

/** What issues are counted by. */
public enum GroupBy {
  @JsonProperty("severity")
  SEVERITY("impactSeverities", "severities"),
  @JsonProperty("type")
  TYPE("impactSoftwareQualities", "types"),
  @JsonProperty("rule")
  RULE("rules"),
  @JsonProperty("file")
  FILE("files"),
  @JsonProperty("directory")
  DIRECTORY("directories"),
  @JsonProperty("author")
  AUTHOR("author"),
  @JsonProperty("assignee")
  ASSIGNEE("assignees"),
  @JsonProperty("tag")
  TAG("tags"),
  @JsonProperty("language")
  LANGUAGE("languages"),
  @JsonProperty("status")
  STATUS("issueStatuses", "statuses"),
  @JsonProperty("project")
  PROJECT("projects");

  private final String facet;
  private final String older;

  GroupBy(String facet) {
    this(facet, facet);
  }

  GroupBy(String facet, String older) {
    this.facet = facet;
    this.older = older;
  }

  /** The facet of the web API on a server. */
  public String facet(SonarQube sonarQube) {
    if (this == STATUS) {
      return sonarQube.issues().knowsIssueStatus() ? facet : older;
    }
    return sonarQube.server().mode() == Mode.MQR ? facet : older;
  }

  /** Its word. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
