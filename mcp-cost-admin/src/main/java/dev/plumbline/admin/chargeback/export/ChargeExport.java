package dev.plumbline.admin.chargeback.export;

import dev.plumbline.admin.chargeback.Charge;
import dev.plumbline.admin.chargeback.ChargeReader;
import dev.plumbline.admin.chargeback.Credit;
import dev.plumbline.admin.chargeback.focus.FocusColumns;
import dev.plumbline.admin.chargeback.focus.FocusRows;
import dev.plumbline.admin.chargeback.jdbc.ParquetSink;
import dev.plumbline.admin.chargeback.table.CsvSink;
import dev.plumbline.admin.chargeback.table.RowSink;
import dev.plumbline.kernel.Money;
import dev.plumbline.kernel.TimeRange;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the charges and credits of whole days. A day is in memory at a time, however long the
 * period is.
 */
public final class ChargeExport {
  private final ChargeReader reader;
  private final List<Credit> credits;
  private final Map<String, String> keyNames;
  private final TimeRange days;

  /**
   * @param days begins and ends at midnight
   */
  public ChargeExport(
      ChargeReader reader, List<Credit> credits, Map<String, String> keyNames, TimeRange days) {
    this.reader = reader;
    this.credits = List.copyOf(credits);
    this.keyNames = Map.copyOf(keyNames);
    this.days = days;
  }

  /** Writes a file of any format. */
  public Totals to(ExportFormat format, Path file) throws IOException {
    if (format == ExportFormat.FOCUS_PARQUET) {
      Path folder = file.toAbsolutePath().getParent();
      try (ParquetSink sink = new ParquetSink(FocusColumns.ALL, folder == null ? file : folder)) {
        Totals totals = fill(format, sink);
        sink.write(file);
        return totals;
      }
    }
    try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      return to(format, out);
    }
  }

  /** Writes a text of a format that is one. */
  public Totals to(ExportFormat format, Appendable out) throws IOException {
    return fill(
        format, new CsvSink(format == ExportFormat.CSV ? PlainColumns.ALL : FocusColumns.ALL, out));
  }

  private Totals fill(ExportFormat format, RowSink sink) throws IOException {
    Filling filling = new Filling(format, sink);
    for (LocalDate day : reader.days(days)) {
      reader.read(day, days, filling::take);
    }
    for (Credit credit : credits) {
      filling.take(credit);
    }
    return filling.totals();
  }

  /** Turns charges into rows of a format and adds them up. */
  private final class Filling {
    private final boolean plain;
    private final RowSink sink;
    private final FocusRows focus = new FocusRows(days.zone(), keyNames);
    private final Set<String> unpricedModels = new HashSet<>();
    private long unpricedTokens;
    private long rows;
    private BigDecimal billed = Money.ZERO;
    private BigDecimal given = Money.ZERO;

    Filling(ExportFormat format, RowSink sink) {
      this.plain = format == ExportFormat.CSV;
      this.sink = sink;
    }

    void take(Charge charge) throws IOException {
      BigDecimal cost = charge.billed();
      if (cost == null) {
        unpricedModels.add(charge.source().provider() + "/" + charge.source().model());
        unpricedTokens +=
            charge.unit() == Charge.Unit.TOKENS ? charge.quantity().longValueExact() : 0;
      } else {
        billed = billed.add(cost);
      }
      if (plain) {
        write(PlainColumns.of(charge, keyNames));
      } else if (cost != null) {
        write(focus.of(charge));
      }
    }

    void take(Credit credit) throws IOException {
      given = given.add(credit.amount());
      write(plain ? PlainColumns.of(credit) : focus.of(credit));
    }

    private void write(List<@Nullable Object> row) throws IOException {
      sink.row(row);
      rows++;
    }

    Totals totals() {
      return new Totals(rows, billed, given, unpricedTokens, unpricedModels.size());
    }
  }
}
