package dev.plumbline.admin.chargeback;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Money;
import dev.plumbline.kernel.Nearest;
import dev.plumbline.kernel.TimeRange;
import dev.plumbline.mcp.text.Untrusted;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/**
 * The file of credits: CSV with the columns date, department, amount_usd and reason. It is read
 * anew for each statement, whole or not at all.
 *
 * @param path where it is
 * @param required whether it has to exist; else there are no credits without it
 */
public record CreditFile(Path path, boolean required) {
  private static final List<String> COLUMNS = List.of("date", "department", "amount_usd", "reason");
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
          .setSkipHeaderRecord(true)
          .setIgnoreEmptyLines(true)
          .setCommentMarker('#')
          .get();
  private static final BigDecimal MOST = new BigDecimal("1000000000");
  private static final int LONGEST = 500;

  /** The credits of a range's days, in the order of the file. */
  public List<Credit> within(TimeRange range) {
    return all().stream()
        .filter(credit -> !credit.date().isBefore(range.firstDay()))
        .filter(credit -> !credit.date().isAfter(range.lastDay()))
        .toList();
  }

  private List<Credit> all() {
    if (!required && Files.notExists(path)) {
      return List.of();
    }
    try (BufferedReader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8);
        CSVParser parser = CSVParser.parse(withoutMark(reader), FORMAT)) {
      columns(parser.getHeaderNames());
      List<Credit> credits = new ArrayList<>();
      for (CSVRecord line : parser) {
        credits.add(credit(line));
      }
      return credits;
    } catch (IOException | UncheckedIOException | IllegalArgumentException unreadable) {
      throw new Failure.Misconfigured(
          "The credits in %s cannot be read: %s."
              .formatted(path, Untrusted.of(unreadable.getMessage()).inline(200)),
          "It has to be CSV in UTF-8 with the columns " + String.join(",", COLUMNS) + ".");
    }
  }

  /** Spreadsheets put a byte order mark before the header. */
  private static Reader withoutMark(BufferedReader reader) throws IOException {
    reader.mark(1);
    if (reader.read() != 0xFEFF) {
      reader.reset();
    }
    return reader;
  }

  private void columns(List<String> names) {
    for (String name : names) {
      if (!COLUMNS.contains(name)) {
        throw wrong(
            1,
            "there is no column " + Untrusted.of(name).inline(60),
            (Nearest.hint(name, COLUMNS) + " It has " + String.join(",", COLUMNS) + ".").strip());
      }
    }
    for (String name : COLUMNS) {
      if (!names.contains(name)) {
        throw wrong(1, "the column " + name + " is missing", "Begin the file with a header line.");
      }
    }
  }

  private Credit credit(CSVRecord line) {
    long number = line.getRecordNumber() + 1;
    if (!line.isConsistent()) {
      throw wrong(
          number,
          "it has %d values for %d columns".formatted(line.size(), COLUMNS.size()),
          "Put a text that holds a comma in double quotes.");
    }
    return new Credit(
        date(number, line.get("date").strip()),
        text(number, "department", line.get("department")),
        amount(number, line.get("amount_usd").strip()),
        text(number, "reason", line.get("reason")));
  }

  private LocalDate date(long number, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException unknown) {
      throw wrong(
          number, "the date is " + Untrusted.of(text).inline(40), "Write one such as 2026-10-31.");
    }
  }

  private BigDecimal amount(long number, String text) {
    if (text.matches("\\d{1,10}(\\.\\d{1,12})?")) {
      BigDecimal amount = Money.exact(new BigDecimal(text));
      if (amount.signum() > 0 && amount.compareTo(MOST) <= 0) {
        return amount;
      }
    }
    throw wrong(
        number,
        "amount_usd is " + Untrusted.of(text).inline(40),
        "Write dollars above 0 with a point, such as 12.50; a credit lowers what is owed.");
  }

  private String text(long number, String column, String value) {
    String plain = value.strip();
    if (plain.isEmpty() || plain.length() > LONGEST) {
      throw wrong(
          number,
          "the %s is %s".formatted(column, plain.isEmpty() ? "empty" : "too long"),
          "Give 1 to " + LONGEST + " characters.");
    }
    return plain;
  }

  private Failure wrong(long number, String what, String next) {
    return new Failure.Misconfigured(
        "Record %d of the credits in %s: %s.".formatted(number, path, what), next);
  }
}
