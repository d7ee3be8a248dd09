package dev.plumbline.admin.setup.yaml;

import dev.plumbline.admin.answer.Choices;
import dev.plumbline.admin.setup.yaml.Node.Scalar;
import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Nearest;
import dev.plumbline.mcp.text.Untrusted;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one place of a set-up file; what is unknown, empty or of the wrong kind is an error
 * with its line.
 *
 * @param what it describes, such as {@code budget}
 */
record FieldSet(Node.Fields node, String what) {
  private static final Pattern DECIMAL = Pattern.compile("(0|[1-9]\\d{0,15})(\\.\\d{1,18})?");
  private static final Pattern WHOLE = Pattern.compile("0|[1-9]\\d{0,17}");

  /** The fields of a value, which knows no others. */
  static FieldSet of(Node node, String what, String... known) {
    if (!(node instanceof Node.Fields fields)) {
      throw YamlTree.wrong(
          node.line(),
          "Here is %s, not a %s.".formatted(node.words(), what),
          "Write it as 'name: value' lines. Known: " + String.join(", ", known) + ".");
    }
    List<String> names = List.of(known);
    fields
        .fields()
        .forEach((name, field) -> {
          if (!names.contains(name)) {
            String hint = Nearest.hint(name, names);
            throw YamlTree.wrong(
                field.line(),
                "There is no field %s in a %s.".formatted(Untrusted.of(name).inline(60), what),
                hint.isEmpty() ? "Known: " + String.join(", ", names) + "." : hint);
          }
        });
    return new FieldSet(fields, what);
  }

  int line() {
    return node.line();
  }

  boolean has(String name) {
    return node.fields().containsKey(name);
  }

  /** The line of a field, else that of the place. */
  int line(String name) {
    Node.Field field = node.fields().get(name);
    return field == null ? line() : field.line();
  }

  @Nullable Node value(String name) {
    Node.Field field = node.fields().get(name);
    return field == null ? null : field.value();
  }

  private @Nullable Scalar scalar(String name, String right) {
    Node value = value(name);
    if (value == null) {
      return null;
    }
    if (value instanceof Scalar scalar && scalar.form() != Scalar.Form.NOTHING) {
      return scalar;
    }
    throw wrong(name, value, right);
  }

  @Nullable String text(String name) {
    Scalar value = scalar(name, "Give a text, or leave it out.");
    if (value == null) {
      return null;
    }
    if (value.form() != Scalar.Form.TEXT) {
      throw wrong(name, value, "Put quotes around it, or leave it out.");
    }
    return value.text();
  }

  String required(String name) {
    return needed(name, text(name));
  }

  <T> T needed(String name, @Nullable T value) {
    if (value == null) {
      throw YamlTree.wrong(line(), "The %s has no field %s.".formatted(what, name), "Give it.");
    }
    return value;
  }

  @Nullable BigDecimal decimal(String name) {
    String right = "Give a number such as 50 or 12.50.";
    Scalar value = scalar(name, right);
    if (value == null) {
      return null;
    }
    if (value.form() == Scalar.Form.FLAG || !DECIMAL.matcher(value.text()).matches()) {
      throw wrong(name, value, right);
    }
    return new BigDecimal(value.text());
  }

  @Nullable Long whole(String name) {
    String right = "Give a whole number.";
    Scalar value = scalar(name, right);
    if (value == null) {
      return null;
    }
    if (value.form() != Scalar.Form.NUMBER || !WHOLE.matcher(value.text()).matches()) {
      throw wrong(name, value, right);
    }
    return Long.valueOf(value.text());
  }

  int small(String name, int usual) {
    Long value = whole(name);
    if (value != null && value > Integer.MAX_VALUE) {
      throw wrong(name, value(name), "Give a smaller number.");
    }
    return value == null ? usual : value.intValue();
  }

  @Nullable Boolean flag(String name) {
    String right = "Write true or false.";
    Scalar value = scalar(name, right);
    if (value != null && value.form() != Scalar.Form.FLAG) {
      throw wrong(name, value, right);
    }
    return value == null ? null : value.text().equals("true");
  }

  <E extends Enum<E>> @Nullable E choice(String name, E[] known) {
    String value = text(name);
    return value == null ? null : placed(name, () -> Choices.constant(name, value, known));
  }

  Duration length(String name, Duration usual) {
    String value = text(name);
    return value == null ? usual : placed(name, () -> Choices.length(name, value));
  }

  ZoneId zone(String name, ZoneId usual) {
    String value = text(name);
    if (value == null) {
      return usual;
    }
    try {
      return ZoneId.of(value);
    } catch (DateTimeException unknown) {
      String hint = Nearest.hint(value, ZoneId.getAvailableZoneIds());
      throw wrong(name, value(name), (hint + " Name a zone such as Europe/Berlin or UTC.").strip());
    }
  }

  /** A moment, or the end of a day. */
  @Nullable Instant time(String name, ZoneId zone) {
    String value = text(name);
    if (value == null) {
      return null;
    }
    try {
      return value.length() == 10
          ? LocalDate.parse(value).plusDays(1).atStartOfDay(zone).toInstant()
          : Instant.parse(value);
    } catch (DateTimeException unreadable) {
      throw wrong(
          name, value(name), "Write a day such as 2026-12-31, or a time as 2026-12-31T18:00:00Z.");
    }
  }

  /** The values of a list; null when the field is absent. */
  @Nullable List<Node> items(String name) {
    Node value = value(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof Node.Items list)) {
      throw wrong(name, value, "Write a list: one '- ' line each, or [] for none.");
    }
    return list.items();
  }

  /** The values of a list; none when the field is absent. */
  List<Node> all(String name) {
    List<Node> items = items(name);
    return items == null ? List.of() : items;
  }

  /** The texts of a list; null when the field is absent. */
  @Nullable List<String> texts(String name) {
    List<Node> items = items(name);
    if (items == null) {
      return null;
    }
    List<String> texts = new ArrayList<>();
    for (Node item : items) {
      if (!(item instanceof Scalar scalar) || scalar.form() != Scalar.Form.TEXT) {
        throw wrong(name, item, "Give texts; put quotes around what looks like something else.");
      }
      texts.add(scalar.text());
    }
    return texts;
  }

  @Nullable List<Integer> percentages(String name) {
    List<Node> items = items(name);
    if (items == null) {
      return null;
    }
    List<Integer> numbers = new ArrayList<>();
    for (Node item : items) {
      if (!(item instanceof Scalar scalar)
          || scalar.form() != Scalar.Form.NUMBER
          || !scalar.text().matches("[1-9]\\d{0,3}")) {
        throw wrong(name, item, "Give whole percentages such as [80, 100].");
      }
      numbers.add(Integer.valueOf(scalar.text()));
    }
    return numbers;
  }

  SortedMap<String, String> map(String name) {
    SortedMap<String, String> map = new TreeMap<>();
    Node value = value(name);
    if (value == null) {
      return map;
    }
    if (!(value instanceof Node.Fields fields)) {
      throw wrong(name, value, "Write 'name: value' lines.");
    }
    for (Map.Entry<String, Node.Field> field : fields.fields().entrySet()) {
      if (!(field.getValue().value() instanceof Scalar scalar)
          || scalar.form() != Scalar.Form.TEXT) {
        throw wrong(name, field.getValue().value(), "Give texts, with quotes where needed.");
      }
      map.put(field.getKey(), scalar.text());
    }
    return map;
  }

  Failure.InvalidInput wrong(String name, @Nullable Node value, String right) {
    int line = value == null ? line(name) : value.line();
    String shown =
        switch (value) {
          case Scalar scalar when scalar.form() != Scalar.Form.NOTHING ->
              Untrusted.of(scalar.text()).inline(60);
          case null -> "not there";
          default -> value.words();
        };
    return YamlTree.wrong(
        line, "The field %s of the %s is %s.".formatted(name, what, shown), right);
  }

  /** What a value means, with the line when it means nothing. */
  <T> T placed(String name, Supplier<T> meaning) {
    try {
      return meaning.get();
    } catch (Failure.InvalidInput wrong) {
      throw YamlTree.wrong(line(name), String.valueOf(wrong.getMessage()), wrong.next());
    }
  }

  /** Checks the whole place, with its line when something is wrong. */
  void checked(Runnable check) {
    try {
      check.run();
    } catch (Failure.InvalidInput wrong) {
      throw YamlTree.wrong(line(), String.valueOf(wrong.getMessage()), wrong.next());
    }
  }
}
