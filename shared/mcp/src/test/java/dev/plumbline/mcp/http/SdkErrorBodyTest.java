package dev.plumbline.mcp.http;

import static dev.plumbline.mcp.http.TestClient.INITIALIZE;
import static dev.plumbline.mcp.http.TestClient.error;
import static dev.plumbline.mcp.http.TestClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** The SDK's serialised exceptions never leave the server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SdkErrorBodyTest {
  private TestServer test;
  private TestClient client;

  @BeforeAll
  void start() {
    test = TestServer.start();
    client = test.client("ci");
  }

  @AfterAll
  void stop() {
    test.close();
  }

  @Test
  void malformedJson() throws Exception {
    String session = client.open();

    JsonNode error =
        error(client.post("/mcp", "{\"jsonrpc\":", "Mcp-Session-Id", session), 400, -32700);

    assertThat(error.path("id").isNull()).isTrue();
    assertThat(text(error)).contains("line 1");
  }

  @Test
  void unknownSession() throws Exception {
    String ping = TestClient.message(5, "ping", Map.of());

    JsonNode streamable = error(client.post("/mcp", ping, "Mcp-Session-Id", "no"), 404, -32001);
    JsonNode sse = error(client.post("/messages?sessionId=no", ping), 404, -32001);

    assertThat(streamable.path("id").intValue()).isEqualTo(5);
    assertThat(text(streamable)).contains("Send \"initialize\"");
    assertThat(sse).isEqualTo(streamable);
  }

  @Test
  void missingSession() throws Exception {
    error(client.post("/mcp", TestClient.INITIALIZED), 400, -32600);
    error(client.post("/messages", INITIALIZE), 400, -32600);
    error(client.get("/mcp"), 400, -32600);
    error(client.delete("/mcp"), 400, -32600);
  }

  @Test
  void aHandlerThatFailsToInitialize() throws Exception {
    HttpResponse<String> answer =
        client.post("/mcp", INITIALIZE.replace("\"name\":\"test\"", "\"name\":\"unwanted\""));

    JsonNode error = error(answer, 500, -32603);

    assertThat(error.path("id").intValue()).isEqualTo(1);
    assertThat(answer.body()).doesNotContain("hunter2");
  }

  @Test
  void initializeWithBadParams() throws Exception {
    for (String params :
        new String[] {
          "{}",
          "null",
          "{\"protocolVersion\":7,\"capabilities\":{},\"clientInfo\":{}}",
          "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"clientInfo\":7}",
          "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":[],"
              + "\"clientInfo\":{\"name\":\"a\",\"version\":\"1\"}}"
        }) {
      String body =
          "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"initialize\",\"params\":" + params + "}";
      assertThat(error(client.post("/mcp", body), 400, -32602).path("id").asString())
          .as(params)
          .isEqualTo("x");
    }
  }

  @Test
  void aResponseThatNobodyAwaits() throws Exception {
    String late = "{\"jsonrpc\":\"2.0\",\"id\":\"x-1\",\"result\":{}}";

    JsonNode error = error(client.post("/mcp", late, "Mcp-Session-Id", client.open()), 400, -32600);

    assertThat(text(error)).contains("awaits");
  }

  @Test
  void unknownPathsAndMethods() throws Exception {
    assertThat(text(error(client.get("/nothing"), 404, -32000))).contains("/mcp", "/sse");
    assertThat(text(error(client.get("/mcp/more"), 404, -32000))).contains("/mcp");
    HttpResponse<String> answer = client.delete("/sse");
    error(answer, 405, -32000);
    assertThat(answer.headers().firstValue("Allow")).contains("GET");
    error(client.get("/messages"), 405, -32000);
    error(client.post("/%6dcp", INITIALIZE), 404, -32000);
  }
}
