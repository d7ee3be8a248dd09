package dev.plumbline.mcp.schema;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.plumbline.kernel.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
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
    return Objects.requireNonNull(mapper.convertValue(given, type));
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
