package dev.plumbline.control.rules;

import dev.plumbline.kernel.Failure;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One entry under check; every refusal names the field and its value.
 *
 * @param what the entry, such as {@code budget team-a}
 */
record Checked(String what) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}");
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_SHOWN = 80;
  private static final int DECIMALS = 12;
  private static final BigDecimal MOST = new BigDecimal("1000000000000");

  /** The failure of a value. */
  Failure.InvalidInput wrong(String field, @Nullable Object value, String right) {
    String shown = value == null ? "nothing" : "'" + shown(String.valueOf(value)) + "'";
    return new Failure.InvalidInput(
        "The field %s of %s is %s.".formatted(field, what, shown), right);
  }

  /** An id or alias of Latin letters, digits and a few signs. */
  void id(String field, String value) {
    if (!ID.matcher(value).matches()) {
      throw wrong(
          field,
          value,
          "Give 1 to 128 letters, digits, '.', '_', ':', '/' or '-', a letter or digit first.");
    }
  }

  /** A name of one line that is not blank. */
  void name(String field, String value) {
    if (value.isBlank()
        || value.length() > LONGEST_NAME
        || value.chars().anyMatch(Character::isISOControl)) {
      throw wrong(field, value, "Give one line of text, at most " + LONGEST_NAME + " characters.");
    }
  }

  /** The same, or nothing. */
  void optionalName(String field, @Nullable String value) {
    if (value != null) {
      name(field, value);
    }
  }

  /** A number in bounds, both included. */
  void between(String field, long value, long least, long most) {
    if (value < least || value > most) {
      throw wrong(field, value, "Give a whole number from " + least + " to " + most + ".");
    }
  }

  /** A time in bounds, both included. */
  void between(String field, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw wrong(field, value, "Give a time from " + least + " to " + most + ".");
    }
  }

  /** More than no dollars, with no more decimals than money has. */
  void dollars(String field, BigDecimal value) {
    if (value.signum() <= 0) {
      throw wrong(field, value, "Give more than 0 US dollars.");
    }
    // Compared before it is written out: a huge exponent makes a huge text.
    if (value.compareTo(MOST) > 0) {
      throw wrong(field, value, "Give at most " + MOST.toPlainString() + " US dollars.");
    }
    if (value.scale() > DECIMALS && value.stripTrailingZeros().scale() > DECIMALS) {
      throw wrong(field, value, "Give at most " + DECIMALS + " decimals.");
    }
  }

  private static String shown(String value) {
    StringBuilder text = new StringBuilder();
    value
        .codePoints()
        .limit(LONGEST_SHOWN)
        .forEach(c -> text.appendCodePoint(Character.isISOControl(c) ? '�' : c));
    return value.length() > LONGEST_SHOWN ? text + "…" : text.toString();
  }
}
