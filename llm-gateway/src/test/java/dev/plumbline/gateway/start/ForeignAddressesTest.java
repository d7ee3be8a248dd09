package dev.plumbline.gateway.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.control.Entry;
import dev.plumbline.control.KeyText;
import dev.plumbline.control.Provider;
import dev.plumbline.control.Provider.Dialect;
import dev.plumbline.control.VirtualKey;
import dev.plumbline.gateway.standin.StandInControl.Seen;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gateway connects to providers alone, whatever addresses a request or an answer holds. */
class ForeignAddressesTest {
  @TempDir Path home;

  private final KeyText open = KeyText.make();
  private MockWebServer internal;

  @BeforeEach
  void start() throws IOException {
    internal = new MockWebServer();
    internal.start();
  }

  @AfterEach
  void stop() {
    internal.close();
  }

  private Entry key() {
    return House.key(
        open,
        new VirtualKey.Owner("acme", "shop", "test", null, null, null),
        new VirtualKey.Rules(true, true, true, true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          /v1/chat/completions | gpt-4o-mini | {'type':'image_url','image_url':{'url':'@'}}
          /v1/chat/completions | claude-haiku-4-5 | {'type':'image_url','image_url':{'url':'@'}}
          /v1/messages | claude-haiku-4-5 | {'type':'image','source':{'type':'url','url':'@'}}
          /v1/messages | gpt-4o-mini | {'type':'image','source':{'type':'url','url':'@'}}
          /v1/messages | claude-haiku-4-5 | {'type':'document','source':{'type':'url','url':'@'}}
          /v1/responses | gpt-4o-mini | {'type':'input_image','image_url':'@'}
          /v1/responses | gpt-4o-mini | {'type':'input_file','file_url':'@'}
          """)
  void addressesInRequestsAreData(String path, String model, String part)
      throws IOException, InterruptedException {
    String address = internal.url("/latest/meta-data").toString();
    String list = path.equals("/v1/responses") ? "input" : "messages";
    String body =
        "{'model':'%s','max_tokens':9,'base_url':'@','api_base':'@','%s':[{'role':'user','content':[%s]}]}"
            .formatted(model, list, part)
            .replace(path.equals("/v1/responses") ? "'max_tokens':9," : "\u0001", "");
    try (House house = new House(home)) {
      house.provider().remember();
      String sent = body.replace('\'', '"').replace("@", address);
      String own = sent.replaceAll("\"(base_url|api_base)\":\"[^\"]*\",", "");
      for (String one : new String[] {sent, own}) {
        HttpResponse<String> answer = house.post(path, one);
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 400);
      }
      Seen last = house.provider().seen().getLast();
      assertThat(last.body()).contains(address);
      assertThat(last.headers()).contains("Host: 127.0.0.1:");
    }
    assertThat(internal.getRequestCount()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"301", "302", "303", "307", "308"})
  void redirectsAreNotFollowed(int status) throws IOException, InterruptedException {
    try (MockWebServer provider = new MockWebServer()) {
      provider.start();
      for (int i = 0; i < 4; i++) {
        provider.enqueue(
            new MockResponse.Builder()
                .code(status)
                .addHeader("location", internal.url("/").toString())
                .build());
      }
      Provider lab = Provider.of("lab", Dialect.OPENAI, provider.url("/").toString(), null);
      try (House house = new House(home, lab, key())) {
        HttpResponse<String> call =
            house.postAs(
                open.secretText(),
                "/v1/chat/completions",
                "{\"model\":\"lab/m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi.\"}]}");
        assertThat(call.statusCode()).isEqualTo(502);
        assertThat(call.body()).contains("provider_bad_answer");
        HttpResponse<String> passed =
            house.postAs(open.secretText(), "/providers/lab/v1/files", "{}");
        assertThat(passed.statusCode()).isEqualTo(status);
        assertThat(passed.headers().map()).doesNotContainKey("location");
      }
    }
    assertThat(internal.getRequestCount()).isZero();
  }

  @Test
  void modelsThatLookLikeAddressesAreUnknown() throws IOException, InterruptedException {
    String address = internal.url("/").toString();
    try (House house = new House(home)) {
      for (String model :
          new String[] {address, address + "v1/m", "//" + address, "lab@" + address}) {
        HttpResponse<String> answer =
            house.post(
                "/v1/chat/completions",
                "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi.\"}]}"
                    .formatted(model));
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 404);
      }
    }
    assertThat(internal.getRequestCount()).isZero();
  }
}
