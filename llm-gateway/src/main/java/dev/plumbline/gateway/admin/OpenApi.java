package dev.plumbline.gateway.admin;

import dev.plumbline.usage.remote.WireJson;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI 3.1 document of the admin API, written from the table that dispatches it. */
public final class OpenApi {
  private OpenApi() {}

  /** The document. */
  public static ObjectNode document() {
    ObjectNode json = WireJson.object().put("openapi", "3.1.0");
    json.putObject("info")
        .put("title", "Plumbline gateway: admin API")
        .put("version", version())
        .put(
            "description",
            "Keys, budgets, limits, routes, providers, alerts and usage. Every change is audited. Errors"
                + " name what went wrong and what to do next.");
    json.putArray("servers").addObject().put("url", "http://127.0.0.1:4000");
    json.putArray("security").addObject().putArray("token");
    ObjectNode paths = json.putObject("paths");
    for (Operation operation : Operations.ALL) {
      ObjectNode path = paths.withObjectProperty("/admin/v1/" + operation.path().template());
      path.set(operation.method().toLowerCase(Locale.ROOT), operation(operation));
    }
    ObjectNode components = json.putObject("components");
    components
        .putObject("securitySchemes")
        .putObject("token")
        .put("type", "http")
        .put("scheme", "bearer")
        .put("description", "An admin token; the first one is in PLUMBLINE_HOME/admin-token.");
    ObjectNode schemas = components.putObject("schemas");
    schemas().forEach((name, schema) -> schemas.set(name, schema.json()));
    error(components.putObject("responses").putObject("Error"));
    return json;
  }

  private static String version() {
    @Nullable String built = OpenApi.class.getPackage().getImplementationVersion();
    return Objects.requireNonNullElse(built, "development");
  }

  /** The schemas that operations refer to. */
  static Map<String, Schema> schemas() {
    Map<String, Schema> all = new TreeMap<>();
    EntrySchemas.add(all);
    AlertSchemas.add(all);
    UsageSchemas.add(all);
    AnswerSchemas.add(all);
    return all;
  }

  private static ObjectNode operation(Operation operation) {
    ObjectNode json =
        WireJson.object()
            .put("operationId", operation.id())
            .put("summary", operation.summary())
            .put(
                "description",
                "Needs the role "
                    + operation.role().name().toLowerCase(Locale.ROOT)
                    + " or a higher one.");
    ArrayNode parameters = json.putArray("parameters");
    for (String name : operation.path().names()) {
      parameter(parameters, "path", name, Schema.text("A slash in it is written as it is."))
          .put("required", true);
    }
    operation
        .parameters()
        .forEach(each -> parameter(parameters, "query", each.name(), each.schema()));
    if (operation.once()) {
      parameter(
          parameters,
          "header",
          "Idempotency-Key",
          Schema.text("A repetition with the same one within a day gets the same answer."));
    }
    if (operation.versioned()) {
      parameter(
          parameters, "header", "If-Match", Schema.text("The ETag of the version that was read."));
    }
    body(json, operation.takes());
    responses(json.putObject("responses"), operation);
    return json;
  }

  private static ObjectNode parameter(ArrayNode parameters, String in, String name, Schema schema) {
    ObjectNode json = parameters.addObject().put("name", name).put("in", in);
    json.set("schema", schema.json());
    return json;
  }

  private static void body(ObjectNode json, Operation.@Nullable Body takes) {
    if (takes == null) {
      return;
    }
    ObjectNode body = json.putObject("requestBody").put("required", takes.needed());
    body.putObject("content")
        .putObject(takes.lines() ? "application/x-ndjson" : "application/json")
        .set("schema", takes.schema().json());
  }

  private static void responses(ObjectNode json, Operation operation) {
    ObjectNode done =
        json.putObject(String.valueOf(operation.status())).put("description", operation.summary());
    done.putObject("content").putObject("application/json").set("schema", operation.gives().json());
    json.putObject("default").put("$ref", "#/components/responses/Error");
  }

  private static void error(ObjectNode json) {
    json.put("description", "What went wrong, and what to do next.");
    json.putObject("content")
        .putObject("application/json")
        .set("schema", Schema.ref("Error").json());
  }
}
