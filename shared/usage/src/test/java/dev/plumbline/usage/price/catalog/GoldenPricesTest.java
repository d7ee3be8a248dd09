package dev.plumbline.usage.price.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every result of the package itself, computed there with doubles, agrees with our exact one. */
final class GoldenPricesTest {
  private static final double ULPS = 1e-15;

  private final Catalog catalog = CatalogFile.bundled().catalog();
  private final Meter meter = new Meter(catalog.units());

  @Test
  void everyCaseMatchesToTheLastDigitOfADouble() throws IOException {
    List<String> wrong = new ArrayList<>();
    int priced = 0;
    int unknown = 0;
    for (JsonNode golden : golden()) {
      String name =
          golden.required("provider").stringValue() + ":" + golden.required("model").stringValue();
      Optional<Catalog.Listing> listing =
          catalog.find(
              golden.required("provider").stringValue(), golden.required("model").stringValue());
      JsonNode expected = golden.required("expect");
      if (expected.isNull()) {
        unknown++;
        listing.ifPresent(found -> wrong.add(name + " is " + found.model().id()));
      } else if (listing.isEmpty()) {
        wrong.add(name + " is unknown");
      } else {
        priced++;
        check(name, golden, listing.get(), expected, wrong);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(priced).isEqualTo(1276);
    assertThat(unknown).isEqualTo(4);
  }

  private void check(
      String name,
      JsonNode golden,
      Catalog.Listing listing,
      JsonNode expected,
      List<String> wrong) {
    Map<String, BigDecimal> amounts = new HashMap<>();
    golden
        .required("usage")
        .properties()
        .forEach(amount -> amounts.put(amount.getKey(), amount.getValue().decimalValue()));
    Instant time = Instant.parse(golden.required("ts").stringValue());
    List<Line> lines = meter.measure(listing.model().at(time), Usage.of(amounts));
    compare(name + " model", listing.model().id(), expected.required("model").stringValue(), wrong);
    compare(name + " input", sum(lines, "input"), expected.required("input"), wrong);
    compare(name + " output", sum(lines, "output"), expected.required("output"), wrong);
    compare(name + " total", sum(lines, null), expected.required("total"), wrong);
  }

  private static BigDecimal sum(List<Line> lines, @Nullable String direction) {
    return lines.stream()
        .filter(line -> direction == null || line.unit().is("direction", direction))
        .map(Line::amount)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static void compare(String what, BigDecimal ours, JsonNode theirs, List<String> wrong) {
    double exact = ours.doubleValue();
    double expected = theirs.doubleValue();
    if (Math.abs(exact - expected) > Math.abs(expected) * ULPS) {
      wrong.add("%s: %s instead of %s".formatted(what, ours, expected));
    }
  }

  private static void compare(String what, String ours, String theirs, List<String> wrong) {
    if (!ours.equals(theirs)) {
      wrong.add("%s: %s instead of %s".formatted(what, ours, theirs));
    }
  }

  private static JsonNode golden() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(
            GoldenPricesTest.class.getResourceAsStream(
                "/dev/plumbline/usage/price/golden.json.gz"))) {
      return JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build()
          .readTree(new GZIPInputStream(file));
    }
  }
}
