package dev.plumbline.admin.backend.openrouter;

import dev.plumbline.admin.backend.ManagedKey.KeyPlan;
import dev.plumbline.admin.backend.http.Fields;
import dev.plumbline.admin.backend.http.ForeignTexts;
import dev.plumbline.admin.backend.http.OwnerFields;
import dev.plumbline.control.VirtualKey.Owner;
import dev.plumbline.kernel.Failure;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The name of a key with its owner behind it, such as {@code shop [department=marketing;
 * environment=production]}: OpenRouter keeps nothing else that could hold it. Values are
 * percent-encoded, so every owner can be read back.
 */
final class NamedOwner {
  private static final String USER = "user";
  private static final String FIELD = "[a-z]+=[^;=\\[\\] ]+";
  private static final Pattern FORM =
      Pattern.compile("(.*\\S) \\[(" + FIELD + "(?:; " + FIELD + ")*)\\]", Pattern.DOTALL);
  private static final Pattern BETWEEN = Pattern.compile("; ");
  private static final int LONGEST = 255;
  private static final OwnerFields FIELDS = new OwnerFields(USER);

  private NamedOwner() {}

  static String written(KeyPlan plan) {
    if (!plan.metadata().isEmpty()) {
      throw new Failure.InvalidInput(
          "OpenRouter keeps no metadata with a key.", "Leave it out; the owner is kept.");
    }
    String fields =
        FIELDS.written(plan).entrySet().stream()
            .map(field -> field.getKey() + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("; "));
    String whole = fields.isEmpty() ? plan.name() : plan.name() + " [" + fields + "]";
    if (whole.length() > LONGEST) {
      throw new Failure.InvalidInput(
          "The name and the owner of the key have %d characters together, which OpenRouter does"
                  .formatted(whole.length())
              + " not keep.",
          "Shorten them to %d; the owner is kept in the name.".formatted(LONGEST));
    }
    KeyPlan back = read(whole, plan.expires());
    if (!back.name().equals(plan.name()) || !back.owner().equals(plan.owner())) {
      throw new Failure.InvalidInput(
          "The name '%s' ends like an owner, and could not be told from one."
              .formatted(ForeignTexts.shown(plan.name())),
          "Choose another name, without square brackets or blanks at its end.");
    }
    return whole;
  }

  static KeyPlan read(String whole, @Nullable Instant expires) {
    Matcher form = FORM.matcher(whole);
    Map<String, String> fields = form.matches() ? fields(form.group(2)) : Map.of();
    ObjectNode json = Fields.object();
    fields.forEach(json::put);
    Owner owner = FIELDS.owner(json);
    return new KeyPlan(
        fields.isEmpty() ? whole : form.group(1),
        owner,
        List.of(),
        List.of(),
        expires,
        new TreeMap<>());
  }

  /** The fields; none when one of them is not of an owner. */
  private static Map<String, String> fields(String text) {
    Map<String, String> all = new TreeMap<>();
    for (String field : BETWEEN.splitAsStream(text).toList()) {
      int equals = field.indexOf('=');
      String name = field.substring(0, equals);
      if (FIELDS.level(name) == null
          || all.put(name, decoded(field.substring(equals + 1))) != null) {
        return Map.of();
      }
    }
    return all;
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException odd) {
      return value;
    }
  }
}
