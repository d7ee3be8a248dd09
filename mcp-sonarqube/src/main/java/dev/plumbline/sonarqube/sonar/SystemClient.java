package dev.plumbline.sonarqube.sonar;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Untrusted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Reads the state of the server itself. Thread-safe. */
public final class SystemClient {
  /** What is worth telling of all that the server knows about itself; nothing of it is secret. */
  private static final Map<String, List<String>> FACTS = facts();

  private final Api api;

  SystemClient(ServerClient server) {
    this.api = server.api();
  }

  private static Map<String, List<String>> facts() {
    Map<String, List<String>> facts = new LinkedHashMap<>();
    facts.put("System", List.of("Edition", "Lines of Code", "High Availability", "Processors"));
    facts.put("Database", List.of("Database", "Database Version"));
    facts.put("Compute Engine Tasks", List.of("Pending", "In Progress", "Processed With Error"));
    facts.put("Search State", List.of("State", "Disk Available"));
    return facts;
  }

  /** How the server is, as far as the token may see. */
  public ServerHealth health() {
    String status = api.json("api/system/status", Map.of()).path("status").asString("unknown");
    String health = "";
    List<Untrusted> causes = new ArrayList<>();
    try {
      JsonNode answer = api.json("api/system/health", Map.of());
      health = answer.path("health").asString("");
      for (JsonNode cause : answer.path("causes")) {
        causes.add(Untrusted.of(cause.path("message").asString("")));
      }
    } catch (Failure.Denied | Failure.NotFound hidden) {
      return new ServerHealth(status, health, causes, Map.of());
    }
    return new ServerHealth(status, health, causes, details());
  }

  private Map<String, Untrusted> details() {
    Map<String, Untrusted> details = new LinkedHashMap<>();
    JsonNode info = api.json("api/system/info", Map.of());
    FACTS.forEach((section, names) -> {
      for (String name : names) {
        JsonNode value = info.path(section).path(name);
        if (!value.isMissingNode()) {
          details.put(section + ": " + name, Untrusted.of(value.asString("")));
        }
      }
    });
    return details;
  }
}
