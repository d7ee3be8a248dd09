package dev.plumbline.usage.source.http;

import java.util.ArrayList;
import java.util.List;

/**
 * The parameters of a request, in their order; a name may occur several times.
 *
 * @param parameters names and values, not encoded
 */
public record Query(List<Parameter> parameters) {
  /** No parameters. */
  public static final Query NONE = new Query(List.of());

  /** One of them. */
  public record Parameter(String name, String value) {}

  public Query {
    parameters = List.copyOf(parameters);
  }

  /** These and one more. */
  public Query and(String name, String value) {
    return and(new Query(List.of(new Parameter(name, value))));
  }

  /** These and one more for each value. */
  public Query andEach(String name, List<String> values) {
    return and(new Query(values.stream().map(value -> new Parameter(name, value)).toList()));
  }

  /** These and then others. */
  public Query and(Query others) {
    List<Parameter> all = new ArrayList<>(parameters);
    all.addAll(others.parameters);
    return new Query(all);
  }
}
