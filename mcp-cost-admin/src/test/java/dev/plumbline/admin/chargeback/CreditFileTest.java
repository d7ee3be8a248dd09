package dev.plumbline.admin.chargeback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.TimeRange;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreditFileTest {
  private static final String HEADER = "date,department,amount_usd,reason\n";
  private static final TimeRange OCTOBER =
      TimeRange.ofDays(
          LocalDate.parse("2025-10-01"), LocalDate.parse("2025-10-31"), ZoneId.of("Asia/Tokyo"));

  @TempDir Path folder;

  @Test
  void readsThoseOfThePeriodsDays() throws IOException {
    CreditFile file =
        file(
            "\uFEFF"
                + HEADER
                + "# corrections\n2025-09-30,ops,1,before\n2025-10-01,ops,2.50,\"first, day\"\n"
                + "2025-10-31,R&D,0.000000000001,last day\n2025-11-01,ops,4,after\n");
    assertThat(file.within(OCTOBER))
        .containsExactly(
            new Credit(
                LocalDate.parse("2025-10-01"),
                "ops",
                new BigDecimal("2.500000000000"),
                "first, day"),
            new Credit(
                LocalDate.parse("2025-10-31"),
                "R&D",
                new BigDecimal("0.000000000001"),
                "last day"));
  }

  @Test
  void onlyAFileThatWasNamedHasToBeThere() {
    Path missing = folder.resolve("none.csv");
    assertThat(new CreditFile(missing, false).within(OCTOBER)).isEmpty();
    assertThatThrownBy(() -> new CreditFile(missing, true).within(OCTOBER))
        .isInstanceOf(Failure.Misconfigured.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2025-13-01,ops,1,x|the date is",
        "2025-10-01,,1,x|department is empty",
        "2025-10-01,ops,-1,x|amount_usd is ‹-1›",
        "2025-10-01,ops,0,x|amount_usd is ‹0›",
        "2025-10-01,ops,1e3,x|amount_usd is ‹1e3›",
        "2025-10-01,ops,'1,5',x|4 columns",
        "2025-10-01,ops,1.0000000000001,x|amount_usd",
        "2025-10-01,ops,1,|reason is empty",
        "2025-10-01,ops,1|3 values for 4 columns"
      })
  void namesTheRecordThatIsWrong(String line, String problem) throws IOException {
    CreditFile file = file(HEADER + "2025-10-01,ops,1,fine\n" + line.replace("'", "") + "\n");
    assertThatThrownBy(() -> file.within(OCTOBER))
        .isInstanceOf(Failure.Misconfigured.class)
        .hasMessageContaining("Record 3")
        .hasMessageContaining(problem);
  }

  @Test
  void anUnknownOrMissingColumnIsNamed() throws IOException {
    CreditFile odd = file("date,departement,amount_usd,reason\n");
    assertThatThrownBy(() -> odd.within(OCTOBER))
        .isInstanceOfSatisfying(
            Failure.Misconfigured.class,
            failure -> assertThat(failure.text()).contains("‹departement›", "department"));
    CreditFile short_ = file("date,department,amount_usd\n");
    assertThatThrownBy(() -> short_.within(OCTOBER)).hasMessageContaining("reason is missing");
    CreditFile twice = file("date,department,amount_usd,reason,reason\n");
    assertThatThrownBy(() -> twice.within(OCTOBER)).isInstanceOf(Failure.Misconfigured.class);
  }

  private CreditFile file(String text) throws IOException {
    return new CreditFile(Files.writeString(folder.resolve("credits.csv"), text), true);
  }
}
