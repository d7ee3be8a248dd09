package dev.plumbline.sonarqube.sonar;

import dev.plumbline.mcp.text.Untrusted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Changes issues, and reads how they changed. Thread-safe. */
public final class IssueChangesClient {
  private final Api api;

  IssueChangesClient(ServerClient server) {
    this.api = server.api();
  }

  /** What happened to an issue, oldest first. */
  public List<IssueEvent> log(String issue) {
    List<IssueEvent> events = new ArrayList<>();
    for (JsonNode event :
        api.json("api/issues/changelog", Map.of("issue", issue)).path("changelog")) {
      List<IssueEvent.Change> changes = new ArrayList<>();
      for (JsonNode diff : event.path("diffs")) {
        changes.add(
            new IssueEvent.Change(
                diff.path("key").asString(""),
                Untrusted.of(diff.path("oldValue").asString("")),
                Untrusted.of(diff.path("newValue").asString(""))));
      }
      String login = event.path("user").asString("");
      events.add(
          new IssueEvent(
              Times.instant(event.path("creationDate").asString("")),
              Untrusted.of(event.path("userName").asString(login)),
              changes));
    }
    return events;
  }

  /** Moves an issue on, by a transition that it allows. */
  public void transition(String issue, String transition) {
    api.post("api/issues/do_transition", Map.of("issue", issue, "transition", transition));
  }

  /** Gives an issue to a user; an empty login takes it from everybody. */
  public void assign(String issue, String login) {
    api.post("api/issues/assign", Map.of("issue", issue, "assignee", login));
  }

  /** Replaces the tags of an issue. */
  public void setTags(String issue, List<String> tags) {
    api.post("api/issues/set_tags", Map.of("issue", issue, "tags", String.join(",", tags)));
  }

  /** Writes below an issue. */
  public void comment(String issue, String text) {
    api.post("api/issues/add_comment", Map.of("issue", issue, "text", text));
  }
}
