package dev.plumbline.control.json;

import dev.plumbline.control.Route;
import dev.plumbline.control.Route.Retry;
import dev.plumbline.control.Route.Target;
import dev.plumbline.control.Route.Timeouts;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Routes as JSON. */
final class RouteJson {
  private RouteJson() {}

  static void write(ObjectNode json, Route route) {
    ArrayNode targets = json.putArray("targets");
    for (Target target : route.targets()) {
      targets
          .addObject()
          .put("provider", target.provider())
          .put("model", target.model())
          .put("rank", target.rank())
          .put("weight", target.weight());
    }
    json.putObject("retry")
        .put("attempts", route.retry().attempts())
        .put("backoff", route.retry().backoff().toString())
        .put("max_backoff", route.retry().maxBackoff().toString());
    json.putObject("timeouts")
        .put("connect", route.timeouts().connect().toString())
        .put("first_token", route.timeouts().firstToken().toString())
        .put("total", route.timeouts().total().toString());
  }

  static Route read(JsonFields fields, String id, long version) {
    List<Target> targets =
        fields.list(
            "targets",
            (place, value) -> {
              JsonFields one = fields.within(place, value);
              Target target =
                  new Target(
                      one.required("provider"),
                      one.required("model"),
                      one.small("rank", 0),
                      one.small("weight", 1));
              one.end();
              return target;
            });
    return new Route(
        id, targets, retry(fields.object("retry")), timeouts(fields.object("timeouts")), version);
  }

  private static Retry retry(@Nullable JsonFields fields) {
    if (fields == null) {
      return Retry.USUAL;
    }
    Retry retry =
        new Retry(
            fields.small("attempts", Retry.USUAL.attempts()),
            fields.duration("backoff", Retry.USUAL.backoff()),
            fields.duration("max_backoff", Retry.USUAL.maxBackoff()));
    fields.end();
    return retry;
  }

  private static Timeouts timeouts(@Nullable JsonFields fields) {
    if (fields == null) {
      return Timeouts.USUAL;
    }
    Timeouts timeouts =
        new Timeouts(
            fields.duration("connect", Timeouts.USUAL.connect()),
            fields.duration("first_token", Timeouts.USUAL.firstToken()),
            fields.duration("total", Timeouts.USUAL.total()));
    fields.end();
    return timeouts;
  }
}
