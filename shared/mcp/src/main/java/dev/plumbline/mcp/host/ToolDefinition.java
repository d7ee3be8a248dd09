package dev.plumbline.mcp.host;

import dev.plumbline.mcp.schema.Arguments;
import dev.plumbline.mcp.schema.RecordSchemas;
import dev.plumbline.mcp.tool.Change;
import dev.plumbline.mcp.tool.Effect;
import dev.plumbline.mcp.tool.Tool;
import dev.plumbline.mcp.tool.ToolSpec;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A tool as clients see it: its schemas derived and its arguments checked. */
final class ToolDefinition<I extends Record, O extends Record> {
  /** The argument by which a client without forms confirms a change. */
  static final String CONFIRM = "confirm";

  private final Tool<I, O> tool;
  private final RecordSchemas schemas;
  private final JsonMapper mapper;
  private volatile @Nullable Arguments<I> arguments;

  ToolDefinition(Tool<I, O> tool, RecordSchemas schemas, JsonMapper mapper) {
    this.tool = tool;
    this.schemas = schemas;
    this.mapper = mapper;
  }

  ToolSpec<I, O> spec() {
    return tool.spec();
  }

  Tool<I, O> tool() {
    return tool;
  }

  /** The arguments without {@link #CONFIRM}, bound. */
  I bind(Map<String, Object> given) {
    Arguments<I> binder = arguments;
    if (binder == null) {
      binder = new Arguments<>(spec().input(), schemas.ofInput(spec().input()), mapper);
      arguments = binder;
    }
    return binder.bind(given);
  }

  McpSchema.Tool toMcp() {
    ToolSpec<I, O> spec = spec();
    boolean changes = tool instanceof Change;
    return McpSchema.Tool.builder(
            spec.name(),
            changes ? withConfirm(schemas.ofInput(spec.input())) : schemas.ofInput(spec.input()))
        .title(spec.title())
        .description(spec.description())
        .outputSchema(
            changes ? asChange(schemas.ofOutput(spec.output())) : schemas.ofOutput(spec.output()))
        .annotations(
            McpSchema.ToolAnnotations.builder()
                .readOnlyHint(spec.effect() == Effect.READ_ONLY)
                .destructiveHint(spec.effect() == Effect.DESTRUCTIVE)
                .idempotentHint(spec.idempotent())
                .openWorldHint(spec.openWorld())
                .build())
        .build();
  }

  private static Map<String, Object> withConfirm(Map<String, Object> input) {
    Map<String, Object> properties = new LinkedHashMap<>(object(input.get("properties")));
    Map<String, Object> confirm = new LinkedHashMap<>();
    confirm.put("type", "boolean");
    confirm.put("description", "make the previewed change");
    properties.put(CONFIRM, confirm);
    Map<String, Object> schema = new LinkedHashMap<>(input);
    schema.put("properties", properties);
    return schema;
  }

  private static Map<String, Object> asChange(Map<String, Object> output) {
    Map<String, Object> result = new LinkedHashMap<>(output);
    Object definitions = result.remove("$defs");
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("applied", Map.of("type", "boolean"));
    properties.put("preview", Map.of("type", "string"));
    properties.put("result", result);
    Map<String, Object> schema = new LinkedHashMap<>();
    if (definitions != null) {
      schema.put("$defs", definitions);
    }
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put("required", new ArrayList<>(List.of("applied")));
    return schema;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }
}
