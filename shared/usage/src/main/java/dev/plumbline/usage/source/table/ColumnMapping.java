package dev.plumbline.usage.source.table;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Nearest;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which column of a table holds what. A column named as a field needs no mapping, but for texts.
 *
 * @param fields the column or the constant of each field mapped
 * @param tags the same for tags
 */
public record ColumnMapping(Map<Field, Column> fields, Map<String, Column> tags) {
  /** Nothing but columns named as fields. */
  public static final ColumnMapping BY_NAME = new ColumnMapping(Map.of(), Map.of());

  private static final String TAG = "tag.";

  /**
   * Where a value comes from.
   *
   * @param name the column, or the value itself when {@code constant}
   */
  public record Column(String name, boolean constant) {
    /** A column, or a constant in single quotes. */
    static Column of(String text) {
      String own = text.strip();
      boolean constant = own.length() >= 2 && own.startsWith("'") && own.endsWith("'");
      return new Column(constant ? own.substring(1, own.length() - 1) : own, constant);
    }

    @Nullable String value(Row row) {
      return constant ? name : cell(row, name);
    }
  }

  public ColumnMapping {
    fields = Map.copyOf(fields);
    tags = Map.copyOf(tags);
  }

  /** Reads {@code field=column} pairs; {@code field='value'} is the same in every row. */
  public static ColumnMapping of(Map<String, String> pairs) {
    Map<Field, Column> fields = new EnumMap<>(Field.class);
    Map<String, Column> tags = new TreeMap<>();
    pairs.forEach((name, column) -> {
      if (column.isBlank()) {
        throw new Failure.InvalidInput(
            "The field " + name + " is mapped to nothing.", "Write field=column.");
      }
      if (name.startsWith(TAG) && name.length() > TAG.length()) {
        tags.put(name.substring(TAG.length()), Column.of(column));
      } else {
        fields.put(field(name), Column.of(column));
      }
    });
    return new ColumnMapping(fields, tags);
  }

  /** Reads a file of such pairs, a line each. */
  public static Map<String, String> pairs(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new Failure.InvalidInput(
          "The mapping " + file + " cannot be read: " + unreadable.getMessage() + ".",
          "Write a line field=column for each field.");
    }
    Map<String, String> pairs = new TreeMap<>();
    properties.stringPropertyNames().forEach(name -> pairs.put(name, properties.getProperty(name)));
    return pairs;
  }

  private static Field field(String name) {
    List<String> known = Arrays.stream(Field.values()).map(Field::label).toList();
    return Arrays.stream(Field.values())
        .filter(field -> field.label().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new Failure.InvalidInput(
                "There is no field '" + name + "'.",
                (Nearest.hint(name, known) + " Fields: " + String.join(", ", known) + ", tag.NAME.")
                    .strip()));
  }

  /** Refuses a mapping to columns that a file does not have. */
  void check(List<String> columns) {
    List<Column> all = new ArrayList<>(fields.values());
    all.addAll(tags.values());
    for (Column column : all) {
      String top = column.name().split("\\.", 2)[0];
      boolean there = columns.contains(column.name()) || columns.contains(top);
      if (!column.constant() && !there) {
        throw new Failure.InvalidInput(
            "The file has no column '" + column.name() + "'.",
            (Nearest.hint(column.name(), columns) + " Columns: " + String.join(", ", columns) + ".")
                .strip());
      }
    }
  }

  /** The value of a field in a row; null where there is none. Texts are only read where mapped. */
  @Nullable String value(Field field, Row row) {
    Column column = fields.get(field);
    if (column != null) {
      return column.value(row);
    }
    return field == Field.PROMPT || field == Field.ANSWER ? null : row.text(field.label());
  }

  /** A column of this very name, or a path of names within structures. */
  private static @Nullable String cell(Row row, String name) {
    String whole = row.text(name);
    return whole != null || name.indexOf('.') < 0 ? whole : row.text(name.split("\\."));
  }
}
