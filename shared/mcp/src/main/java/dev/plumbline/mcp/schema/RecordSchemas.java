package dev.plumbline.mcp.schema;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.generator.impl.DefinitionKey;
import com.github.victools.jsonschema.generator.naming.DefaultSchemaDefinitionNamingStrategy;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Brief;
import dev.plumbline.mcp.tool.Param;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Derives JSON Schemas (2020-12) from records: same record, same bytes. Thread-safe. */
public final class RecordSchemas {
  private static final TypeReference<Map<String, Object>> ORDERED_MAP = new TypeReference<>() {};

  private final JsonMapper mapper = JsonMapper.shared();
  private final SchemaGenerator inputs = new SchemaGenerator(config(true).build());
  private final SchemaGenerator outputs = new SchemaGenerator(config(false).build());

  /** The schema of a tool's arguments; closed, so that a misspelt argument is noticed. */
  public synchronized Map<String, Object> ofInput(Class<? extends Record> type) {
    ObjectNode schema = inputs.generateSchema(type);
    if (!schema.has("properties")) {
      schema.remove("additionalProperties");
      schema.putObject("properties");
      schema.put("additionalProperties", false);
    }
    Map<String, Object> map = toMap(schema);
    if (!map.containsKey("$defs")) {
      return map;
    }
    // Readers of older drafts know definitions only, so a schema with $defs names its dialect.
    Map<String, Object> withDialect = new LinkedHashMap<>();
    withDialect.put("$schema", SchemaVersion.DRAFT_2020_12.getIdentifier());
    withDialect.putAll(map);
    return withDialect;
  }

  /**
   * The schema of a tool's structured answer. It does not list what is required: an answer leaves
   * out only what is null, and every agent pays for a schema.
   */
  public synchronized Map<String, Object> ofOutput(Class<? extends Record> type) {
    return toMap(outputs.generateSchema(type));
  }

  private Map<String, Object> toMap(ObjectNode schema) {
    schema.remove("$schema");
    return mapper.convertValue(schema, ORDERED_MAP);
  }

  private static SchemaGeneratorConfigBuilder config(boolean closed) {
    SchemaGeneratorConfigBuilder builder =
        new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES)
            .without(Option.SCHEMA_VERSION_INDICATOR);
    if (closed) {
      builder.with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT);
      builder.forTypesInGeneral().withDefinitionNamingStrategy(new SnakeCaseDefinitions());
    }
    builder
        .forTypesInGeneral()
        .withPropertySorter((_, _) -> 0)
        .withCustomDefinitionProvider(RecordSchemas::plainType);
    builder
        .forFields()
        .withPropertyNameOverrideResolver(field -> snakeCase(field.getDeclaredName()))
        .withRequiredCheck(field -> closed && isRequired(field))
        .withDescriptionResolver(RecordSchemas::descriptionOf)
        .withDefaultResolver(RecordSchemas::defaultOf)
        .withStringPatternResolver(RecordSchemas::patternOf)
        .withStringMinLengthResolver(field -> isText(field) ? intMin(field) : null)
        .withStringMaxLengthResolver(field -> isText(field) ? intMax(field) : null)
        .withArrayMinItemsResolver(field -> isList(field) ? intMin(field) : null)
        .withArrayMaxItemsResolver(field -> isList(field) ? intMax(field) : null)
        .withNumberInclusiveMinimumResolver(field -> isNumber(field) ? decimal(min(field)) : null)
        .withNumberInclusiveMaximumResolver(field -> isNumber(field) ? decimal(max(field)) : null);
    return builder;
  }

  /** Names definitions as properties are named. */
  private static final class SnakeCaseDefinitions extends DefaultSchemaDefinitionNamingStrategy {
    @Override
    public String getDefinitionNameForKey(
        DefinitionKey key, SchemaGenerationContext generationContext) {
      return snakeCase(super.getDefinitionNameForKey(key, generationContext));
    }
  }

  private static @Nullable CustomDefinition plainType(
      ResolvedType type, SchemaGenerationContext context) {
    Class<?> raw = type.getErasedType();
    ObjectNode node = context.getGeneratorConfig().createObjectNode();
    if (raw == Untrusted.class) {
      node.put("type", "string");
    } else if (raw == Instant.class) {
      node.put("type", "string").put("format", "date-time");
    } else if (raw == LocalDate.class) {
      node.put("type", "string").put("format", "date");
    } else if (raw == BigDecimal.class) {
      node.put("type", "number");
    } else if (raw.isAnnotationPresent(Brief.class)) {
      node.put("type", "object");
    } else if (raw.isEnum()) {
      ArrayNode values = node.put("type", "string").putArray("enum");
      for (Object constant : Objects.requireNonNull(raw.getEnumConstants())) {
        values.add(jsonName((Enum<?>) constant));
      }
    } else {
      return null;
    }
    return new CustomDefinition(
        node, CustomDefinition.DefinitionType.INLINE, CustomDefinition.AttributeInclusion.YES);
  }

  private static String jsonName(Enum<?> constant) {
    try {
      Field field = constant.getDeclaringClass().getField(constant.name());
      JsonProperty property = field.getAnnotation(JsonProperty.class);
      return property == null ? constant.name() : property.value();
    } catch (NoSuchFieldException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static boolean isRequired(FieldScope field) {
    boolean nullable = field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class);
    Param param = param(field);
    return !nullable && (param == null || param.defaultValue().isEmpty());
  }

  private static @Nullable Object defaultOf(FieldScope field) {
    Param param = param(field);
    if (param == null || param.defaultValue().isEmpty()) {
      return null;
    }
    Class<?> type = field.getType().getErasedType();
    boolean text = type == String.class || type.isEnum();
    return text ? param.defaultValue() : JsonMapper.shared().readValue(param.defaultValue(), type);
  }

  private static @Nullable String descriptionOf(FieldScope field) {
    Param param = param(field);
    return param == null ? null : param.value();
  }

  private static @Nullable String patternOf(FieldScope field) {
    Param param = param(field);
    return param == null || param.pattern().isEmpty() ? null : param.pattern();
  }

  private static @Nullable Param param(FieldScope field) {
    return field.isFakeContainerItemScope()
        ? null
        : field.getRawMember().getAnnotation(Param.class);
  }

  private static @Nullable Long min(FieldScope field) {
    Param param = param(field);
    return param == null || param.min() == Long.MIN_VALUE ? null : param.min();
  }

  private static @Nullable Long max(FieldScope field) {
    Param param = param(field);
    return param == null || param.max() == Long.MAX_VALUE ? null : param.max();
  }

  private static @Nullable Integer intMin(FieldScope field) {
    Long min = min(field);
    return min == null ? null : Math.toIntExact(min);
  }

  private static @Nullable Integer intMax(FieldScope field) {
    Long max = max(field);
    return max == null ? null : Math.toIntExact(max);
  }

  private static @Nullable BigDecimal decimal(@Nullable Long value) {
    return value == null ? null : BigDecimal.valueOf(value);
  }

  private static boolean isText(FieldScope field) {
    return field.getType().getErasedType() == String.class;
  }

  private static boolean isList(FieldScope field) {
    return field.getType().isInstanceOf(List.class);
  }

  private static boolean isNumber(FieldScope field) {
    Class<?> type = field.getType().getErasedType();
    return Number.class.isAssignableFrom(type) || (type.isPrimitive() && type != boolean.class);
  }

  /** {@code projectKey} becomes {@code project_key}, as the mapper of {@link Json} writes it. */
  static String snakeCase(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }
}
