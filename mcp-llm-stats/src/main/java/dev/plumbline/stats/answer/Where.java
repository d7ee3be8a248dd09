package dev.plumbline.stats.answer;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Nearest;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.usage.analysis.DailySeries;
import dev.plumbline.usage.query.By;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.Filter;
import dev.plumbline.usage.query.Grain;
import dev.plumbline.usage.query.Measure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the names of dimensions, measures and filters that a caller typed. */
public final class Where {
  /** How a value that is not known is written. */
  public static final String NONE = DailySeries.UNKNOWN;

  /** The schema's description of a filter. */
  public static final String FILTER = "dimension: value, a|b or !value";

  private static final String TAG = "tag:";

  private Where() {}

  /** {@code {"department": "engineering", "model": "!gpt-4o"}} as filters; null for none. */
  public static List<Filter> filters(@Nullable Map<String, String> where) {
    return where == null
        ? List.of()
        : where.entrySet().stream().map(it -> filter(it.getKey(), it.getValue())).toList();
  }

  private static Filter filter(String name, String value) {
    boolean not = value.startsWith("!");
    List<@Nullable String> wanted = new ArrayList<>();
    for (String text : (not ? value.substring(1) : value).split("\\|", -1)) {
      wanted.add(text.strip().equals(NONE) ? null : text.strip());
    }
    return new Filter(by(name), wanted, not);
  }

  /** The dimensions named, such as {@code model} or {@code tag:team}. */
  public static List<By> dimensions(@Nullable List<String> names) {
    return names == null ? List.of() : names.stream().map(Where::by).toList();
  }

  /** One dimension. */
  public static By by(String name) {
    String typed = name.strip();
    return typed.startsWith(TAG)
        ? new By.Tag(typed.substring(TAG.length()))
        : By.of(named("dimension", typed, Dimension.values(), Dimension::label));
  }

  /** The measures named. */
  public static List<Measure> measures(List<String> names) {
    return names.stream()
        .map(name -> named("measure", name.strip(), Measure.values(), Measure::label))
        .toList();
  }

  /** The calendar unit named; null for none. */
  public static @Nullable Grain grain(@Nullable String name) {
    return name == null ? null : named("grain", name.strip(), Grain.values(), Grain::label);
  }

  /** The name of a value of a dimension in a table. */
  public static String shown(@Nullable String value) {
    return value == null ? NONE : Untrusted.of(value).inline(60);
  }

  /** The same in a structured answer. */
  public static Untrusted key(@Nullable String value) {
    return Untrusted.of(value == null ? NONE : value);
  }

  /** One of the constants of an enum, by its name in lower case. */
  public static <E extends Enum<E>> E constant(String what, String name, E[] known) {
    return named(what, name.strip(), known, it -> it.name().toLowerCase(Locale.ROOT));
  }

  private static <T> T named(String what, String typed, T[] known, Function<T, String> label) {
    String wanted = typed.toLowerCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(known)
        .filter(it -> label.apply(it).equals(wanted))
        .findFirst()
        .orElseThrow(() -> unknown(what, typed, Arrays.stream(known).map(label).toList()));
  }

  private static Failure unknown(String what, String typed, List<String> known) {
    return new Failure.InvalidInput(
        "There is no %s %s.".formatted(what, Untrusted.of(typed).inline(60)),
        (Nearest.hint(typed, known) + " Known: " + String.join(", ", known) + ".").strip());
  }
}
