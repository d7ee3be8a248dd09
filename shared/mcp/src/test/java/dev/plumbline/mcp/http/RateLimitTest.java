package dev.plumbline.mcp.http;

import static dev.plumbline.mcp.http.TestClient.error;
import static dev.plumbline.mcp.http.TestClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  @Test
  void aPrincipalThatAsksTooOftenMustWaitAndOthersNeedNot() throws Exception {
    try (TestServer test = TestServer.start(TestServer.options("127.0.0.1", 3, null, true))) {
      TestClient busy = test.client("busy");
      for (int i = 0; i < 3; i++) {
        assertThat(busy.get("/info").statusCode()).isEqualTo(200);
      }

      HttpResponse<String> answer = busy.get("/info");

      assertThat(text(error(answer, 429, -32000))).contains("More than 3 requests", "Wait");
      assertThat(Integer.parseInt(answer.headers().firstValue("Retry-After").orElseThrow()))
          .isBetween(1, 21);
      assertThat(test.client("calm").get("/info").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void openPagesAreLimitedByAddress() throws Exception {
    try (TestServer test = TestServer.start(TestServer.options("127.0.0.1", 2, null, true))) {
      assertThat(test.stranger().get("/health").statusCode()).isEqualTo(200);
      assertThat(test.stranger().get("/ready").statusCode()).isEqualTo(200);

      error(test.stranger().get("/health"), 429, -32000);
    }
  }
}
