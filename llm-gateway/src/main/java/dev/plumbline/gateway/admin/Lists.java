package dev.plumbline.gateway.admin;

import dev.plumbline.usage.remote.WireJson;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists of the admin API, in pages by id. */
final class Lists {
  private static final int USUAL = 100;
  private static final int MOST = 1000;

  private Lists() {}

  /** The parameters that choose a page. */
  static Parameter[] parameters() {
    return new Parameter[] {
      new Parameter("limit", Schema.whole("How many; 100 when left out.", 1, MOST)),
      new Parameter("after", Schema.text("The id after which the page begins."))
    };
  }

  /** The page that a call asks for. */
  static <T> Answer page(
      AdminCall call, List<T> all, Function<T, String> id, Function<T, JsonNode> shown) {
    int limit = call.number("limit", USUAL, 1, MOST);
    String after = call.parameter("after").orElse("");
    List<T> rest =
        all.stream()
            .filter(each -> id.apply(each).compareTo(after) > 0)
            .sorted(Comparator.comparing(id))
            .limit(limit + 1L)
            .toList();
    List<T> page = rest.subList(0, Math.min(limit, rest.size()));
    ObjectNode json = WireJson.object();
    ArrayNode items = json.putArray("items");
    page.forEach(each -> items.add(shown.apply(each)));
    json.put("next", rest.size() > limit ? id.apply(page.getLast()) : null);
    return Answer.ok(json);
  }

  /** Everything at once. */
  static <T> Answer whole(List<T> all, Function<T, JsonNode> shown) {
    ObjectNode json = WireJson.object();
    ArrayNode items = json.putArray("items");
    all.forEach(each -> items.add(shown.apply(each)));
    return Answer.ok(json);
  }
}
