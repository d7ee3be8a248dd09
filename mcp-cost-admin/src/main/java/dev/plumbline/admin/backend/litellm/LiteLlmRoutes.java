package dev.plumbline.admin.backend.litellm;

import dev.plumbline.admin.backend.http.Fields;
import dev.plumbline.admin.backend.http.VendorApi;
import dev.plumbline.control.Route;
import dev.plumbline.usage.source.http.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The model groups of a proxy. What its {@code litellm_params} hold may be a secret: not read. */
final class LiteLlmRoutes {
  private final VendorApi api;

  LiteLlmRoutes(VendorApi api) {
    this.api = api;
  }

  List<Route> all() {
    Map<String, List<Route.Target>> groups = new LinkedHashMap<>();
    for (JsonNode model : api.get("model/info", Query.NONE).path("data")) {
      String alias = Fields.textOrEmpty(model, "model_name");
      String provider = Fields.text(model, "model_info", "litellm_provider");
      String name = Fields.text(model, "model_info", "key");
      groups
          .computeIfAbsent(alias, one -> new ArrayList<>())
          .add(
              new Route.Target(
                  provider == null ? "unknown" : provider, name == null ? alias : name, 0, 1));
    }
    return groups.entrySet().stream()
        .map(group ->
            new Route(group.getKey(), group.getValue(), Route.Retry.USUAL, Route.Timeouts.USUAL, 0))
        .toList();
  }
}
