package dev.plumbline.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.testkit.RawStdio;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Arguments that a tool cannot use are refused with the name, the value and what is allowed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ArgumentsTest {
  private RawStdio raw;
  private int ids;

  ArgumentsTest(@TempDir Path home) {
    raw = RawStdio.start(Fixture.launch(home));
  }

  @BeforeAll
  void initialize() {
    raw.initialize("2025-11-25");
  }

  @AfterAll
  void stop() {
    raw.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          unknown property;  {"project_key":"a","projekt":1};            'projekt'|project_key, severity
          nearest property;  {"project_key":"a","severty":"MAJOR"};      'severty'|Did you mean severity
          bad enum;          {"project_key":"a","severity":"SEVERE"};    'severity'|SEVERE|MINOR, MAJOR, CRITICAL
          above bound;       {"project_key":"a","limit":101};            'limit'|101|100
          below bound;       {"project_key":"a","limit":0};              'limit'|0|1
          missing value;     {"severity":"MAJOR"};                       'project_key'|missing|a key
          wrong type;        {"project_key":"a","limit":"many"};         'limit'|many|integer
          wrong boolean;     {"project_key":"a","counted":"maybe"};      'counted'|maybe|boolean
          pattern;           {"project_key":"UPPER"};                    'project_key'|UPPER|[a-z][a-z0-9-]*
          too long;          {"project_key":"aaaaaaaaaaaaaaaaaaaaaaaa"}; 'project_key'|20
          too many items;    {"project_key":"a","tags":["a","b","c","d"]};'tags'|at most 3
          too few items;     {"project_key":"a","tags":[]};              'tags'|at least 1
          item type;         {"project_key":"a","tags":[5]};             tags|5|string
          fraction bound;    {"project_key":"a","share":1.5};            'share'|1.5|1
          """)
  void refusesWithNameValueAndWhatIsAllowed(String what, String arguments, String expected) {
    JsonNode result = call(arguments);
    assertThat(result.path("isError").asBoolean()).as(what).isTrue();
    assertThat(text(result)).as(what).contains(expected.split("\\|"));
  }

  @Test
  void namesEveryWrongArgumentAtOnce() {
    String text = text(call("{\"severity\":\"SEVERE\",\"limit\":0,\"nonsense\":true}"));
    assertThat(text).contains("'severity'", "'limit'", "'nonsense'", "'project_key'");
  }

  @Test
  void takesDefaultsForWhatIsAbsentNullOrBlank() {
    JsonNode result =
        call("{\"project_key\":\"shop\",\"severity\":null,\"since\":\"\",\"tags\":null}");
    assertThat(result.path("isError").asBoolean()).as(text(result)).isFalse();
    JsonNode echoed = result.path("structuredContent");
    assertThat(echoed.path("severity").asString()).isEqualTo("MAJOR");
    assertThat(echoed.path("limit").asInt()).isEqualTo(10);
    assertThat(echoed.path("counted").asBoolean()).isTrue();
    assertThat(echoed.path("detail").asString()).isEqualTo("concise");
    assertThat(echoed.has("tags")).isFalse();
  }

  @Test
  void bindsEveryKindOfArgument() {
    JsonNode echoed =
        call("{\"project_key\":\"shop\",\"severity\":\"CRITICAL\",\"limit\":7,\"share\":0.25,"
                + "\"counted\":false,\"tags\":[\"a\",\"b\"],\"since\":\"2026-02-28\",\"detail\":\"full\"}")
            .path("structuredContent");
    assertThat(echoed.toString())
        .isEqualTo(
            "{\"project_key\":\"shop\",\"severity\":\"CRITICAL\",\"limit\":7,\"share\":0.25,"
                + "\"counted\":false,\"tags\":[\"a\",\"b\"],\"since\":\"2026-02-28\",\"detail\":\"full\"}");
  }

  @Test
  void refusesANumberThatIsTooLargeForItsType() {
    String text = text(call("{\"project_key\":\"shop\",\"limit\":99999999999}"));
    assertThat(text).contains("'limit'", "99999999999", "100");
    assertThat(text(call("count_slowly", "{\"steps\":1,\"pause_ms\":1e30}")))
        .contains("'pause_ms'")
        .doesNotContain("Internal error");
  }

  @Test
  void refusesADateThatIsNone() {
    JsonNode result = call("{\"project_key\":\"shop\",\"since\":\"yesterday\"}");
    assertThat(result.path("isError").asBoolean()).isTrue();
    assertThat(text(result)).contains("'since'", "yesterday").doesNotContain("Internal error");
  }

  @Test
  void keepsNestedArgumentsAndRefusesUnknownOnesInThem() {
    JsonNode found = call("json_schema_2020_12_tool", "{\"delivery\":{\"city\":\"Ulm\"}}");
    assertThat(text(found)).isEqualTo("Ulm");
    JsonNode refused = call("json_schema_2020_12_tool", "{\"address\":{\"citty\":\"Ulm\"}}");
    assertThat(refused.path("isError").asBoolean()).isTrue();
    assertThat(text(refused)).contains("citty");
  }

  private JsonNode call(String arguments) {
    return call("echo_arguments", arguments);
  }

  private JsonNode call(String tool, String arguments) {
    int id = ++ids;
    return raw.call(id, tool, arguments).answer(id).path("result");
  }

  private static String text(JsonNode result) {
    return result.path("content").path(0).path("text").asString("");
  }
}
