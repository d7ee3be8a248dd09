package dev.plumbline.admin.backend.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.source.http.ApiServer;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

class VendorApiTest {
  private final VendorApi api =
      VendorApi.of(
          new ApiServer("Acme", "http://127.0.0.1:9/v1", Map.of(), "ACME_KEY", "a key."),
          Clock.systemUTC());

  private static ArrayNode items(int from, int to) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (int i = from; i < to; i++) {
      all.addObject().put("id", i);
    }
    return all;
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "9, 1", "10, 2", "11, 2", "35, 4"})
  void readsAllPages(int total, int requests) {
    int[] asked = new int[1];
    List<JsonNode> all =
        api.pages(
            10,
            page -> {
              asked[0]++;
              return items(Math.min(total, page * 10), Math.min(total, page * 10 + 10));
            });
    assertThat(all).hasSize(total).doesNotHaveDuplicates();
    assertThat(asked[0]).isEqualTo(requests);
  }

  @Test
  void readsOnceWhatHasNoPages() {
    assertThat(api.pages(10, page -> items(0, 25))).hasSize(25);
  }

  @Test
  void doesNotTakeAnErrorForAnEmptyList() {
    assertThatThrownBy(() -> api.pages(10, page -> JsonNodeFactory.instance.objectNode()))
        .isInstanceOf(Failure.Upstream.class)
        .hasMessageContaining("Acme at http://127.0.0.1:9/v1");
  }
}
