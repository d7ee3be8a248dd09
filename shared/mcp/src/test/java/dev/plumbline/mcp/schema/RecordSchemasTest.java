package dev.plumbline.mcp.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.mcp.json.Json;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Detail;
import dev.plumbline.mcp.tool.Param;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class RecordSchemasTest {
  record Input(
      @Param(value = "A key", max = 9) String projectKey,
      @Param(value = "How many", min = 1, max = 5, defaultValue = "2") int limit,
      @Param(value = "How much", defaultValue = "concise") Detail detail,
      @Param("Names") @Nullable List<String> names) {}

  record Nothing() {}

  record Row(Untrusted message, Instant at, BigDecimal cost, @Nullable Boolean flag) {}

  record Output(List<Row> rows, Map<String, Integer> counts, @Nullable Row worst) {}

  private final RecordSchemas schemas = new RecordSchemas();

  @Test
  void anInputSchemaIsClosedOrderedAndDescribed() {
    assertThat(json(schemas.ofInput(Input.class)))
        .isEqualTo(
            """
            {"type":"object","properties":{"project_key":{"type":"string","description":"A key",\
            "maxLength":9},"limit":{"type":"integer","description":"How many","default":2,\
            "minimum":1,"maximum":5},"detail":{"type":"string","enum":["concise","full"],\
            "description":"How much","default":"concise"},"names":{"description":"Names",\
            "type":"array","items":{"type":"string"}}},"required":["project_key"],\
            "additionalProperties":false}\
            """);
  }

  @Test
  void aRecordWithoutComponentsIsAnEmptyObject() {
    assertThat(json(schemas.ofInput(Nothing.class)))
        .isEqualTo("{\"type\":\"object\",\"properties\":{},\"additionalProperties\":false}");
  }

  @Test
  void anOutputSchemaKnowsOurTypes() {
    String json = json(schemas.ofOutput(Output.class));
    assertThat(json)
        .contains("\"message\":{\"type\":\"string\"}")
        .contains("\"at\":{\"type\":\"string\",\"format\":\"date-time\"}")
        .contains("\"cost\":{\"type\":\"number\"}")
        .contains(
            "\"counts\":{\"type\":\"object\",\"additionalProperties\":{\"type\":\"integer\"}}")
        .doesNotContain("required")
        .doesNotContain("$schema");
  }

  @Test
  void theSameRecordGivesTheSameBytes() {
    assertThat(json(new RecordSchemas().ofOutput(Output.class)))
        .isEqualTo(json(schemas.ofOutput(Output.class)));
  }

  record Names(String projectKey, String url, int p95Millis, int aB, int totalUsd, int ncloc) {}

  @Test
  void namesAreThoseTheMapperWrites() {
    Names names = new Names("a", "b", 1, 2, 3, 4);
    Set<String> written = new LinkedHashSet<>(Json.records().valueToTree(names).propertyNames());
    assertThat(schemas.ofOutput(Names.class).get("properties"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsOnlyKeys(written.toArray());
  }

  private static String json(Map<String, Object> schema) {
    return new JsonMapper().writeValueAsString(schema);
  }
}
