package dev.plumbline.admin.backend.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.source.text.JsonValues;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class FieldsTest {
  private static JsonNode json(String value) {
    return JsonValues.mapper().readTree("{\"f\":" + value + "}");
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, 0.100000000000",
    "'\"12.5\"', 12.500000000000",
    "0.30000000000000004, 0.300000000000",
    "1e-7, 0.000000100000",
    "50, 50.000000000000",
    "null,",
    "'\"much\"',",
    "true,",
    "1e999999,",
    "{},"
  })
  void readsExactDollars(String value, @Nullable BigDecimal dollars) {
    assertThat(Fields.dollars(json(value), "f")).isEqualTo(dollars);
  }

  @ParameterizedTest
  @CsvSource({"50.000000000000, 50", "0.100000000000, 0.1", "0.000000000001, 0.000000000001"})
  void writesDollarsWithoutZeros(BigDecimal dollars, String written) {
    assertThat(Fields.wire(dollars).toPlainString()).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-15T12:00:00Z, 2026-03-15T12:00:00Z",
    "2026-03-15T12:00:00.123456+02:00, 2026-03-15T10:00:00.123456Z",
    "2026-03-15T12:00:00, 2026-03-15T12:00:00Z",
    "2026-03-15 12:00:00, 2026-03-15T12:00:00Z",
    "soon,"
  })
  void readsTimesAsVendorsWriteThem(String value, @Nullable Instant time) {
    assertThat(Fields.time(json("\"" + value + "\""), "f")).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "../keys", "a?b", "a#b", "a b", "%2e%2e", "-x"})
  void takesNoIdThatChangesThePath(String id) {
    assertThatThrownBy(() -> VendorApi.part(id)).isInstanceOf(Failure.InvalidInput.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"550e8400-e29b-41d4-a716-446655440000", "pc-small.1", "sk_x:y@z"})
  void takesIdsOfVendors(String id) {
    assertThat(VendorApi.part(id)).isEqualTo(id);
  }

  @Test
  void showsForeignTextsShort() {
    assertThat(ForeignTexts.shown("a\u0000\u202eb" + "c".repeat(200)))
        .startsWith("a bc")
        .hasSize(81);
  }
}
