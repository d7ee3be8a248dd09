package dev.plumbline.mcp.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class WireMessageTest {
  private final JacksonMcpJsonMapper mapper = new JacksonMcpJsonMapper(new JsonMapper());

  @Test
  void messagesAreToldApart() {
    assertThat(good("{'jsonrpc':'2.0','id':1,'method':'ping'}"))
        .isInstanceOf(McpSchema.JSONRPCRequest.class);
    assertThat(good("{'jsonrpc':'2.0','method':'notifications/initialized'}"))
        .isInstanceOf(McpSchema.JSONRPCNotification.class);
    assertThat(good("{'jsonrpc':'2.0','id':'x','result':{}}"))
        .isInstanceOf(McpSchema.JSONRPCResponse.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{not json; -32700; null",
        "; -32700; null",
        "[{'jsonrpc':'2.0','id':1,'method':'ping'}]; -32600; null",
        "'text'; -32600; null",
        "{'id':1,'method':'ping'}; -32600; 1",
        "{'jsonrpc':'2.0','id':null,'method':'ping'}; -32600; null",
        "{'jsonrpc':'2.0','id':1.5,'method':'ping'}; -32600; null",
        "{'jsonrpc':'2.0','id':{},'method':'ping'}; -32600; null",
        "{'jsonrpc':'2.0','id':7,'method':5}; -32600; 7",
        "{'jsonrpc':'2.0','id':'a'}; -32600; \"a\"",
        "{'jsonrpc':'2.0','id':3,'result':{},'error':{'code':1,'message':'x'}}; -32600; 3"
      })
  void whatIsNoMessageIsAnsweredWithItsId(String text, int code, String id) throws Exception {
    WireMessage parsed = WireMessage.parse(mapper, text == null ? "" : quoted(text));
    assertThat(parsed).isInstanceOf(WireMessage.Bad.class);
    String answer = mapper.writeValueAsString(((WireMessage.Bad) parsed).response());
    assertThat(answer)
        .startsWith("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"error\":{\"code\":" + code)
        .doesNotContain("tools.jackson");
  }

  @Test
  void deepNestingIsAnErrorNotACrash() {
    String deep = "{\"jsonrpc\":\"2.0\",\"id\":1,\"params\":" + "[".repeat(100_000);
    assertThat(WireMessage.parse(mapper, deep)).isInstanceOf(WireMessage.Bad.class);
  }

  private McpSchema.JSONRPCMessage good(String text) {
    return ((WireMessage.Good) WireMessage.parse(mapper, quoted(text))).message();
  }

  private static String quoted(String text) {
    return text.replace('\'', '"');
  }
}
