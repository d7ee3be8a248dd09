package dev.plumbline.admin.backend.portkey;

import dev.plumbline.admin.backend.http.VendorApi;
import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.source.http.Query;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Portkey's lists and answers.
 *
 * @param workspace that everything belongs to; null for that of the key
 */
record PortkeyApi(VendorApi api, @Nullable String workspace) {
  private static final int PAGE = 100;

  /** All items of a list. */
  List<JsonNode> list(String path) {
    return list(path, inWorkspace(Query.NONE));
  }

  /** All items of a list that takes parameters. */
  List<JsonNode> list(String path, Query query) {
    return api.pages(
        PAGE,
        page ->
            api.get(path, query.and("current_page", "" + page).and("page_size", "" + PAGE))
                .path("data"));
  }

  /** All policies; none where the plan of the account has no policies. */
  List<JsonNode> policies(String path) {
    try {
      return list(path);
    } catch (Failure.Denied | Failure.NotFound none) {
      return List.of();
    }
  }

  Query inWorkspace(Query query) {
    return workspace == null ? query : query.and("workspace_id", workspace);
  }

  ObjectNode inWorkspace(ObjectNode body) {
    return workspace == null ? body : body.put("workspace_id", workspace);
  }

  /** One item; some answers wrap it in {@code data}. */
  JsonNode one(String path) {
    return unwrapped(api.get(path, Query.NONE));
  }

  static JsonNode unwrapped(JsonNode answer) {
    return answer.path("data").isObject() ? answer.path("data") : answer;
  }
}
