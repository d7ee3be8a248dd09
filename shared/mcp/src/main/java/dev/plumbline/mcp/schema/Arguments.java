package dev.plumbline.mcp.schema;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks the arguments of one kind of record against its schema and binds them. Thread-safe.
 *
 * <p>An absent argument takes its default. A null, or a blank text where none is required, counts
 * as absent: agents send both.
 */
public final class Arguments<I extends Record> {
  private static final Map<String, String> EXPECTED =
      Map.of(
          "date", "a date such as 2026-02-28",
          "date-time", "a time such as 2026-02-28T12:00:00Z",
          "integer", "a smaller whole number");

  private final Class<I> type;
  private final JsonMapper mapper;
  private final JsonNode properties;
  private final TreeSet<String> required = new TreeSet<>();
  private final Schema schema;

  public Arguments(Class<I> type, Map<String, Object> inputSchema, JsonMapper mapper) {
    this.type = type;
    this.mapper = mapper;
    JsonNode tree = mapper.valueToTree(inputSchema);
    this.properties = tree.path("properties");
    tree.path("required").forEach(name -> required.add(name.asString()));
    this.schema = SchemaRegistry.withDefaultDialect(Dialects.getDraft202012()).getSchema(tree);
  }

  /**
   * The arguments as a record.
   *
   * @throws Failure.InvalidInput naming each wrong argument, its value and what is allowed
   */
  public I bind(Map<String, Object> arguments) {
    ObjectNode given = withDefaults(arguments);
    List<Error> errors = schema.validate(given);
    if (!errors.isEmpty()) {
      ArgumentProblems problems = new ArgumentProblems(properties, required);
      List<String> lines = new ArrayList<>();
      for (Error error : errors) {
        lines.add(problems.describe(error));
      }
      throw new Failure.InvalidInput(
          String.join(" ", new TreeSet<>(lines)), "Correct the arguments and call again.");
    }
    try {
      return Objects.requireNonNull(mapper.treeToValue(given, type));
    } catch (DatabindException unreadable) {
      throw unreadable(unreadable, given);
    }
  }

  /** A value that the schema allows and the record cannot hold, such as a date that is none. */
  private Failure unreadable(DatabindException unreadable, JsonNode given) {
    String name =
        unreadable.getPath().isEmpty()
            ? ""
            : String.valueOf(unreadable.getPath().getFirst().getPropertyName());
    JsonNode property = properties.path(name);
    String expected =
        property.path("format").asString(property.path("type").asString("another value"));
    return new Failure.InvalidInput(
        "'%s' is %s; expected %s."
            .formatted(
                name,
                Text.oneLine(Text.cut(given.path(name).toString(), 80)),
                EXPECTED.getOrDefault(expected, expected)),
        "Correct the arguments and call again.");
  }

  private ObjectNode withDefaults(Map<String, Object> arguments) {
    ObjectNode given = mapper.createObjectNode();
    arguments.forEach((name, value) -> {
      boolean blank = value instanceof String text && text.isBlank();
      if (value != null && !(blank && !required.contains(name) && properties.has(name))) {
        given.set(name, mapper.valueToTree(value));
      }
    });
    properties
        .properties()
        .forEach(property -> {
          JsonNode standard = property.getValue().path("default");
          if (!given.has(property.getKey()) && !standard.isMissingNode()) {
            given.set(property.getKey(), standard);
          }
        });
    return given;
  }
}
