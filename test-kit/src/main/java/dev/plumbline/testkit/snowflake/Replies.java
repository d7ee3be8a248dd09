package dev.plumbline.testkit.snowflake;

import dev.plumbline.testkit.snowflake.jdbc.Answer;
import dev.plumbline.testkit.snowflake.jdbc.Column;
import dev.plumbline.testkit.snowflake.jdbc.Rejection;
import dev.plumbline.testkit.snowflake.jdbc.SessionState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON that Snowflake answers with. */
final class Replies {
  static final String IN_PROGRESS = "333333";
  private static final int VALID_SECONDS = 3_600;
  private static final Map<String, Object> CLIENT_PARAMETERS =
      Map.of(
          "CLIENT_PREFETCH_THREADS", 4,
          "CLIENT_RESULT_CHUNK_SIZE", 16,
          "CLIENT_MEMORY_LIMIT", 1_536,
          "CLIENT_STAGE_ARRAY_BINDING_THRESHOLD", 0,
          "CLIENT_SESSION_KEEP_ALIVE", false,
          "CLIENT_TELEMETRY_ENABLED", false);

  private final JsonMapper json = new JsonMapper();

  byte[] login(Session session) {
    ObjectNode data = json.createObjectNode();
    data.put("token", session.sessionToken());
    data.put("masterToken", session.masterToken());
    data.put("validityInSeconds", VALID_SECONDS);
    data.put("masterValidityInSeconds", 4 * VALID_SECONDS);
    data.put("serverVersion", "9.0.0");
    data.put("sessionId", 1);
    ObjectNode info = data.putObject("sessionInfo");
    SessionState state = session.engine().state();
    info.put("databaseName", blankAsNull(state.database()));
    info.put("schemaName", blankAsNull(state.schema()));
    info.put("warehouseName", blankAsNull(state.warehouse()));
    info.put("roleName", state.role());
    ArrayNode parameters = data.putArray("parameters");
    add(parameters, CLIENT_PARAMETERS);
    add(parameters, session.engine().parameters());
    return success(data);
  }

  byte[] renewed(Session session) {
    ObjectNode data = json.createObjectNode();
    data.put("sessionToken", session.sessionToken());
    data.put("masterToken", session.masterToken());
    data.put("validityInSecondsST", VALID_SECONDS);
    data.put("validityInSecondsMT", 4 * VALID_SECONDS);
    return success(data);
  }

  byte[] done() {
    return success(json.createObjectNode());
  }

  byte[] inProgress(Query query) {
    ObjectNode data = json.createObjectNode();
    data.put("queryId", query.id());
    data.put("getResultUrl", "/queries/" + query.id() + "/result");
    data.putNull("queryAbortsAfterSecs");
    return reply(data, IN_PROGRESS, "Query execution in progress.", true);
  }

  byte[] rejected(String queryId, Rejection rejection) {
    ObjectNode data = json.createObjectNode();
    data.put("internalError", false);
    data.put("errorCode", rejection.code());
    data.put("sqlState", rejection.sqlState());
    data.put("queryId", queryId);
    data.put("age", 0);
    data.put("line", 1);
    data.put("pos", 0);
    return reply(data, rejection.code(), rejection.message(), false);
  }

  byte[] answer(Session session, Query query, Answer answer, int chunkRows, String chunkUrl) {
    ObjectNode data = json.createObjectNode();
    ArrayNode parameters = data.putArray("parameters");
    add(parameters, CLIENT_PARAMETERS);
    add(parameters, session.engine().parameters());
    ArrayNode types = data.putArray("rowtype");
    answer.columns().forEach(column -> describe(types.addObject(), column));
    List<List<@Nullable String>> rows = answer.rows();
    List<List<@Nullable String>> first = rows.subList(0, Math.min(chunkRows, rows.size()));
    data.set("rowset", json.valueToTree(first));
    data.put("total", rows.size());
    data.put("returned", first.size());
    data.put("queryId", query.id());
    SessionState state = session.engine().state();
    data.put("databaseProvider", (String) null);
    data.put("finalDatabaseName", blankAsNull(state.database()));
    data.put("finalSchemaName", blankAsNull(state.schema()));
    data.put("finalWarehouseName", blankAsNull(state.warehouse()));
    data.put("finalRoleName", state.role());
    data.put("numberOfBinds", answer.binds());
    data.put("arrayBindSupported", answer.batches());
    data.put("statementTypeId", answer.kind().id());
    data.put("version", 1);
    data.put("queryResultFormat", "json");
    if (first.size() < rows.size()) {
      ArrayNode chunks = data.putArray("chunks");
      for (int from = first.size(); from < rows.size(); from += chunkRows) {
        byte[] body = chunk(answer, from, chunkRows);
        ObjectNode chunk = chunks.addObject();
        chunk.put("url", chunkUrl + "/" + query.id() + "/" + from);
        chunk.put("rowCount", Math.min(chunkRows, rows.size() - from));
        chunk.put("uncompressedSize", body.length);
        chunk.put("compressedSize", body.length);
      }
    }
    return success(data);
  }

  /** The rows of a chunk, joined by commas. */
  byte[] chunk(Answer answer, int from, int chunkRows) {
    int to = Math.min(from + chunkRows, answer.rows().size());
    String array = json.writeValueAsString(answer.rows().subList(from, to));
    return array.substring(1, array.length() - 1).getBytes(StandardCharsets.UTF_8);
  }

  private static void describe(ObjectNode type, Column column) {
    type.put("name", column.name());
    type.put("database", "");
    type.put("schema", "");
    type.put("table", "");
    type.put("type", column.type());
    type.put("precision", column.precision());
    type.put("scale", column.scale());
    type.put("length", column.length());
    type.put("byteLength", column.length());
    type.put("nullable", true);
    type.putNull("collation");
  }

  private static void add(ArrayNode list, Map<String, Object> parameters) {
    parameters.forEach((name, value) -> list.addObject().put("name", name).putPOJO("value", value));
  }

  private static @Nullable String blankAsNull(String name) {
    return name.isEmpty() ? null : name;
  }

  private byte[] success(ObjectNode data) {
    return reply(data, null, null, true);
  }

  private byte[] reply(
      ObjectNode data, @Nullable String code, @Nullable String message, boolean success) {
    ObjectNode reply = json.createObjectNode();
    reply.set("data", data);
    reply.put("code", code);
    reply.put("message", message);
    reply.put("success", success);
    return json.writeValueAsBytes(reply);
  }
}
