package dev.plumbline.mcp.http;

import static dev.plumbline.mcp.http.TestClient.INITIALIZE;
import static dev.plumbline.mcp.http.TestClient.error;
import static dev.plumbline.mcp.http.TestClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions, media types, sizes and JSON are checked before the SDK sees a request. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestFormTest {
  private TestServer test;
  private TestClient client;

  @BeforeAll
  void start() {
    test = TestServer.start(TestServer.options("127.0.0.1", 100_000, null, true));
    client = test.client("ci");
  }

  @AfterAll
  void stop() {
    test.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-07-28", "1.0", "2025-6-18", "2025-06-18, 2025-11-25"})
  void anUnknownProtocolVersionIsRefused(String version) throws Exception {
    String session = client.open();
    String echo = TestClient.message(2, "test/echo", Map.of());

    String message =
        text(
            error(
                client.post(
                    "/mcp", echo, "Mcp-Session-Id", session, "MCP-Protocol-Version", version),
                400,
                -32000));

    assertThat(message).contains(version, "2025-11-25");
    error(client.get("/sse", "MCP-Protocol-Version", version), 400, -32000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"})
  void knownProtocolVersionsPass(String version) throws Exception {
    assertThat(client.post("/mcp", INITIALIZE, "MCP-Protocol-Version", version).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "text/plain", "application/jsonp", "application/json-seq; a=b"})
  void aBodyThatIsNotDeclaredAsJsonIsRefused(String type) throws Exception {
    error(client.post("/mcp", INITIALIZE, "Content-Type", type), 415, -32000);
    error(client.post("/messages?sessionId=x", INITIALIZE, "Content-Type", type), 415, -32000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "application/json", "text/event-stream", "text/html, text/*"})
  void aClientThatDoesNotTakeBothFormsIsRefused(String accept) throws Exception {
    assertThat(text(error(client.post("/mcp", INITIALIZE, "Accept", accept), 406, -32000)))
        .contains("application/json, text/event-stream");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*/*",
        "application/*, text/*;q=0.5",
        "Application/JSON;q=1, TEXT/event-stream",
        "text/event-stream,application/json"
      })
  void acceptIsReadAsHttpSays(String accept) throws Exception {
    assertThat(client.post("/mcp", INITIALIZE, "Accept", accept).statusCode()).isEqualTo(200);
  }

  @Test
  void aStreamMustBeAccepted() throws Exception {
    error(client.get("/sse", "Accept", "application/json"), 406, -32000);
    error(client.get("/mcp", "Mcp-Session-Id", client.open(), "Accept", "text/html"), 406, -32000);
  }

  @Test
  void anOversizedBodyIsRefused() throws Exception {
    String message = text(error(client.post("/mcp", "x".repeat(64 * 1024 + 1)), 413, -32000));

    assertThat(message).contains("65536 bytes");
  }

  @Test
  void anOversizedBodyWithoutALengthIsRefused() throws Exception {
    byte[] body = new byte[64 * 1024 + 1];

    error(
        client.send(
            client
                .request("/mcp")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build()),
        413,
        -32000);
  }

  @Test
  void aBodyOfTheLargestSizePasses() throws Exception {
    String padded = INITIALIZE + " ".repeat(64 * 1024 - INITIALIZE.length());

    assertThat(client.post("/mcp", padded).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{}{}",
        "{'a':1}",
        "nonsense",
        "\uFEFF{}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"a\",\"method\":\"b\"}"
      })
  void malformedJsonIsAParseError(String body) throws Exception {
    error(client.post("/mcp", body), 400, -32700);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "7",
        "\"text\"",
        "[]",
        "{}",
        "{\"jsonrpc\":\"2.0\"}",
        "{\"jsonrpc\":\"1.0\",\"method\":\"ping\",\"id\":1}",
        "{\"jsonrpc\":\"2.0\",\"method\":7,\"id\":1}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"\",\"id\":1}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"ping\",\"id\":null}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"ping\",\"id\":1.5}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"ping\",\"id\":123456789012345678901234567890}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"ping\",\"id\":{}}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"ping\",\"id\":1,\"params\":[1]}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{},\"error\":{}}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":7}",
        "{\"jsonrpc\":\"2.0\",\"result\":{}}"
      })
  void otherJsonIsAnInvalidRequest(String body) throws Exception {
    error(client.post("/mcp", body), 400, -32600);
  }

  @Test
  void batchesAreRefused() throws Exception {
    assertThat(text(error(client.post("/mcp", "[" + INITIALIZE + "]"), 400, -32600)))
        .contains("Batches");
  }

  @Test
  void deeplyNestedJsonIsRefused() throws Exception {
    String deep = "{\"a\":".repeat(9_000) + "1" + "}".repeat(9_000);

    assertThat(text(error(client.post("/mcp", deep), 400, -32600))).contains("100 levels");
  }

  @Test
  void otherCharacterSetsAreRefused() throws Exception {
    byte[] latin = {'{', '"', (byte) 0xE9, '"', ':', '1', '}'};

    error(
        client.send(client.request("/mcp").POST(BodyPublishers.ofByteArray(latin)).build()),
        400,
        -32700);
  }

  @Test
  void theCharacterSetIsUtf8WhateverTheHeaderSays() throws Exception {
    String session = client.open();
    String echo = TestClient.message(2, "test/echo", Map.of("text", "née 東京"));

    assertThat(
            client
                .post(
                    "/mcp",
                    echo,
                    "Mcp-Session-Id",
                    session,
                    "Content-Type",
                    "application/json;charset=iso-8859-1")
                .body())
        .contains("née 東京");
  }
}
