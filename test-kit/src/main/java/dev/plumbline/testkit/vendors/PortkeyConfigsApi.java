package dev.plumbline.testkit.vendors;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Portkey's configs, which take JSON and show it as a text. */
final class PortkeyConfigsApi {
  private static final Set<String> CONFIG =
      Set.of(
          "strategy",
          "targets",
          "cache",
          "retry",
          "request_timeout",
          "provider",
          "override_params",
          "weight");

  private final Map<String, ObjectNode> all = new LinkedHashMap<>();

  PortkeyConfigsApi(RouteTable table) {
    table.on("GET", "/configs", this::list);
    table.on("POST", "/configs", this::create);
    table.on("GET", "/configs/([^/]+)", this::one);
    table.on("PUT", "/configs/([^/]+)", this::update);
    table.on("DELETE", "/configs/([^/]+)", this::delete);
  }

  private JsonNode list(VendorCall call) {
    call.takes("workspace_id", "current_page", "page_size");
    List<ObjectNode> shown =
        all.values().stream()
            .map(config ->
                VendorCall.object()
                    .put("slug", config.path("slug").asString())
                    .put("name", config.path("name").asString()))
            .toList();
    return PortkeyServer.page(call, shown);
  }

  private JsonNode create(VendorCall call) {
    ObjectNode body = call.takes().fields("name", "config", "isDefault", "workspace_id");
    String slug = "pc-" + UUID.randomUUID().toString().substring(0, 8);
    all.put(slug, body.deepCopy().put("slug", slug));
    check(call, body.path("config"));
    ObjectNode answer = VendorCall.object().put("success", true);
    answer.putObject("data").put("id", slug).put("version_id", "1").put("slug", slug);
    return answer;
  }

  private static void check(VendorCall call, JsonNode config) {
    call.only(config, CONFIG);
    call.only(config.path("strategy"), Set.of("mode", "on_status_codes", "cb_config"));
    call.only(config.path("cache"), Set.of("mode", "max_age"));
    call.only(config.path("retry"), Set.of("attempts", "on_status_codes"));
    for (JsonNode target : config.path("targets")) {
      check(call, target);
    }
    if (config.path("retry").path("attempts").asInt(0) > 5) {
      throw new VendorError(400, "at most 5 retries");
    }
  }

  private JsonNode one(VendorCall call) {
    ObjectNode config = found(call.takes());
    ObjectNode answer = VendorCall.object().put("success", true);
    answer
        .putObject("data")
        .put("slug", config.path("slug").asString())
        .put("name", config.path("name").asString())
        .put("config", config.path("config").toString());
    return answer;
  }

  private JsonNode update(VendorCall call) {
    ObjectNode config = found(call.takes());
    ObjectNode body = call.fields("name", "config", "status");
    check(call, body.path("config"));
    config.setAll(body);
    return VendorCall.object().put("success", true);
  }

  private @Nullable JsonNode delete(VendorCall call) {
    found(call.takes());
    all.remove(call.parts().getFirst());
    return null;
  }

  private ObjectNode found(VendorCall call) {
    ObjectNode config = all.get(call.parts().getFirst());
    if (config == null) {
      throw new VendorError(404, "Config not found");
    }
    return config;
  }
}
