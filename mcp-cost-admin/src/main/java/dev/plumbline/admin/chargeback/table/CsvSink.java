package dev.plumbline.admin.chargeback.table;

import dev.plumbline.mcp.text.Csv;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes rows as CSV below a header; null is an empty cell. */
public final class CsvSink implements RowSink {
  private final Appendable out;

  /** Writes the header. */
  public CsvSink(List<Column> columns, Appendable out) throws IOException {
    this.out = out;
    out.append(Csv.line(columns.stream().map(column -> Csv.text(column.name())).toList()));
  }

  @Override
  public void row(List<@Nullable Object> values) throws IOException {
    List<String> cells = new ArrayList<>();
    for (Object value : values) {
      cells.add(
          switch (value) {
            case null -> "";
            case String text -> Csv.text(text);
            case BigDecimal number -> plain(number);
            default -> value.toString();
          });
    }
    out.append(Csv.line(cells));
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
