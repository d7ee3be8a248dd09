package dev.plumbline.sonarqube.sonar;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Where an issue is in its life, in the words of newer servers. */
public enum IssueStatus {
  OPEN("OPEN,REOPENED", ""),
  CONFIRMED("CONFIRMED", ""),
  ACCEPTED("RESOLVED", "WONTFIX"),
  FALSE_POSITIVE("RESOLVED", "FALSE-POSITIVE"),
  FIXED("RESOLVED,CLOSED", "FIXED");

  private final String older;
  private final String resolution;

  IssueStatus(String older, String resolution) {
    this.older = older;
    this.resolution = resolution;
  }

  /** Whether somebody still has to do something. */
  public boolean isOpen() {
    return resolution.isEmpty();
  }

  /** The parameters of servers before 10.4, which cannot ask for open and ended ones together. */
  static Map<String, String> older(List<IssueStatus> wanted) {
    Set<String> statuses = new TreeSet<>();
    Set<String> resolutions = new TreeSet<>();
    for (IssueStatus status : wanted) {
      statuses.addAll(List.of(status.older.split(",", -1)));
      if (!status.isOpen()) {
        resolutions.add(status.resolution);
      }
    }
    return resolutions.isEmpty()
        ? Map.of("statuses", String.join(",", statuses))
        : Map.of(
            "statuses", String.join(",", statuses), "resolutions", String.join(",", resolutions));
  }
}
