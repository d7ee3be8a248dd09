package dev.plumbline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is at a place of an answer; a list where the place has a {@code *}.
 *
 * @param place the pointer
 */
public record Values(String place, List<String> values) {
  private static final String EACH = "/*";

  /** What is there. */
  public static Values of(JsonNode answer, String place) {
    int each = place.indexOf(EACH);
    if (each < 0) {
      JsonNode value = new Pointer(place).in(answer);
      return new Values(place, value.isMissingNode() ? List.of() : texts(value));
    }
    JsonNode list = new Pointer(place.substring(0, each)).in(answer);
    assertThat(list.isArray() || list.isObject()).as(place + " in " + answer).isTrue();
    String rest = place.substring(each + EACH.length());
    List<String> values = new ArrayList<>();
    for (JsonNode item : list.values()) {
      values.addAll(rest.isEmpty() ? texts(item) : of(item, rest).values());
    }
    return new Values(place, values);
  }

  private static List<String> texts(JsonNode value) {
    if (value.isArray() || value.isObject()) {
      return value.values().stream().flatMap(item -> texts(item).stream()).toList();
    }
    String text =
        value.isNull()
            ? "null"
            : value.isNumber() ? value.decimalValue().toPlainString() : value.asString();
    return List.of(text);
  }

  /** The sum of numbers. */
  public Values sum() {
    BigDecimal sum = values.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    return new Values(place, List.of(sum.toPlainString()));
  }

  /** How many there are at a place. */
  public static Values count(JsonNode answer, String place) {
    int size =
        place.contains(EACH)
            ? of(answer, place).values().size()
            : new Pointer(place).in(answer).size();
    return new Values(place, List.of(String.valueOf(size)));
  }

  /**
   * Fails unless they are these, numbers as numbers.
   *
   * @param digits decimals that must agree; null for all
   * @param within the share that a number may be off; null for none
   */
  public void assertAre(List<String> wanted, @Nullable Integer digits, @Nullable Double within) {
    if (within == null) {
      assertThat(values.stream().map(value -> plain(value, digits)))
          .as(place)
          .containsExactlyElementsOf(wanted.stream().map(value -> plain(value, digits)).toList());
      return;
    }
    assertThat(values).as(place).hasSameSizeAs(wanted);
    for (int i = 0; i < values.size(); i++) {
      double right = Double.parseDouble(wanted.get(i));
      assertThat(Double.parseDouble(values.get(i)))
          .as(place)
          .isBetween(right * (1 - within), right * (1 + within));
    }
  }

  private static String plain(String value, @Nullable Integer digits) {
    if (!value.matches("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?")) {
      return value;
    }
    BigDecimal number = new BigDecimal(value);
    BigDecimal rounded = digits == null ? number : number.setScale(digits, RoundingMode.HALF_EVEN);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
