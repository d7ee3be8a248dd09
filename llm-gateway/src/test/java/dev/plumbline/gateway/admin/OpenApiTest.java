package dev.plumbline.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.plumbline.gateway.admin.AdminHouse.Reply;
import dev.plumbline.mcp.access.Role;
import dev.plumbline.usage.remote.WireJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The document says what is served, and what is served is what the document says. */
@ParameterizedClass(name = "{0}")
@ArgumentsSource(Databases.class)
final class OpenApiTest {
  private static final String META = "https://json-schema.org/draft/2020-12/schema";

  @TempDir Path home;
  private final Database database;

  private final ObjectNode document = OpenApi.document();
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  OpenApiTest(Database database) {
    this.database = database;
  }

  @Test
  void everySchemaIsOne() {
    var meta = registry.getSchema(SchemaLocation.of(META));
    for (JsonNode schema : document.findValues("schema")) {
      assertThat(meta.validate(schema.toString(), InputFormat.JSON)).isEmpty();
    }
    for (var schema : document.at("/components/schemas").properties()) {
      assertThat(meta.validate(schema.getValue().toString(), InputFormat.JSON))
          .as(schema.getKey())
          .isEmpty();
    }
  }

  @Test
  void everyReferenceLeadsSomewhereAndEverySchemaIsUsed() {
    Set<String> used = new HashSet<>();
    for (JsonNode reference : document.findValues("$ref")) {
      String pointer = reference.asString().substring(1);
      assertThat(document.at(pointer).isObject()).as(pointer).isTrue();
      used.add(pointer.substring(pointer.lastIndexOf('/') + 1));
    }
    assertThat(used).containsAll(OpenApi.schemas().keySet());
  }

  @Test
  void everyOperationIsInItWithItsPathParameters() {
    Set<String> ids = new HashSet<>();
    int operations = 0;
    for (var path : document.path("paths").properties()) {
      for (var method : path.getValue().properties()) {
        operations++;
        JsonNode operation = method.getValue();
        assertThat(ids.add(operation.path("operationId").asString())).isTrue();
        List<String> declared = new ArrayList<>();
        operation
            .path("parameters")
            .forEach(parameter -> {
              if (parameter.path("in").asString().equals("path")) {
                declared.add("{" + parameter.path("name").asString() + "}");
              }
            });
        assertThat(path.getKey().split("(?=\\{)|(?<=})", -1))
            .as(path.getKey())
            .containsAll(declared);
        assertThat(path.getKey().chars().filter(c -> c == '{').count()).isEqualTo(declared.size());
      }
    }
    assertThat(operations).isEqualTo(Operations.ALL.size());
  }

  @Test
  void everyOperationIsServedAndAnswersAsItSays() {
    try (AdminHouse house = new AdminHouse(home, database.empty())) {
      JsonNode own = WireJson.parse(WireJson.bytes(document));
      assertThat(house.get("openapi.json").json().equals(own)).isTrue();
      Set<String> called = new HashSet<>();
      Scenario.calls(
          house,
          (id, reply) -> {
            called.add(id);
            conforms(id, reply);
          });
      assertThat(called)
          .containsExactlyInAnyOrderElementsOf(Operations.ALL.stream().map(Operation::id).toList());
    }
  }

  private void conforms(String id, Reply reply) {
    Operation operation =
        Operations.ALL.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    assertThat(reply.status()).as(id + ": " + reply.said()).isEqualTo(operation.status());
    ObjectNode schema = operation.gives().json();
    schema.set("components", document.get("components"));
    List<Error> errors =
        registry.getSchema(schema.toString()).validate(reply.json().toString(), InputFormat.JSON);
    assertThat(errors).as(id + " answered " + reply.json()).isEmpty();
  }

  @Test
  void errorsAreAsItSays() {
    ObjectNode schema = Schema.ref("Error").json();
    schema.set("components", document.get("components"));
    var error = registry.getSchema(schema.toString());
    try (AdminHouse house = new AdminHouse(home, database.empty())) {
      for (Reply reply :
          List.of(
              house.get("nothing"),
              house.get("keys/abc"),
              house.as("", "GET", "keys", ""),
              house.as(house.token(Role.READER), "DELETE", "limits/x", ""),
              house.send("POST", "limits", "{"),
              house.send("PATCH", "limits", "{}"))) {
        assertThat(error.validate(reply.json().toString(), InputFormat.JSON))
            .as(reply.json().toString())
            .isEmpty();
        assertThat(reply.status()).isBetween(400, 499);
      }
    }
  }
}
