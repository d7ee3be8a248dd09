package dev.plumbline.sonarqube.sonar;

import dev.plumbline.mcp.text.Untrusted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Reads duplicated code. Thread-safe. */
public final class DuplicationsClient {
  private final Api api;

  DuplicationsClient(ServerClient server) {
    this.api = server.api();
  }

  /** The duplications that a file has part in. */
  public List<Duplication> of(String component, Scope scope) {
    Map<String, String> parameters = new LinkedHashMap<>(scope.parameters());
    parameters.put("key", component);
    JsonNode answer = api.json("api/duplications/show", parameters);
    List<Duplication> found = new ArrayList<>();
    for (JsonNode duplication : answer.path("duplications")) {
      List<Duplication.Block> blocks = new ArrayList<>();
      for (JsonNode block : duplication.path("blocks")) {
        blocks.add(block(block, answer.path("files").path(block.path("_ref").asString(""))));
      }
      found.add(new Duplication(blocks));
    }
    return found;
  }

  private static Duplication.Block block(JsonNode block, JsonNode file) {
    String key = file.path("key").asString("");
    return new Duplication.Block(
        key,
        Untrusted.of(key.substring(key.indexOf(':') + 1)),
        block.path("from").asInt(0),
        block.path("size").asInt(0));
  }
}
