package dev.plumbline.usage.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.source.Imports;
import dev.plumbline.usage.source.MemoryLedger;
import dev.plumbline.usage.source.table.ColumnMapping;
import dev.plumbline.usage.source.table.FileSource;
import dev.plumbline.usage.source.table.MappedTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetRowsTest {
  private static FileSource source(Path file) {
    ColumnMapping mapping = ColumnMapping.of(Map.of("time", "started", "input_tokens", "n"));
    return new FileSource(
        "file", file, new ParquetRows(), () -> new MappedTable("file", mapping, Imports.TIMES));
  }

  @Test
  void readsRowsExactly(@TempDir Path folder) throws SQLException {
    Path file = folder.resolve("odd [name]*.parquet");
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement()) {
      statement.execute(
          """
          copy (select timestamptz '2026-01-31 09:00:00+01' + to_seconds(range) as started,
              'gpt-5' as model, range::integer as n, 0.000000000001::decimal(18,12) as cost,
              'x''"' || range as user
            from range(25000))
          to '%s' (format parquet)
          """
              .formatted(file));
    }
    MemoryLedger ledger = new MemoryLedger();

    assertThat(new Imports(folder).run(source(file), ledger).added()).isEqualTo(25_000);
    assertThat(new Imports(folder).run(source(file), ledger).added()).isZero();

    UsageEvent third = ledger.events().get(2);
    assertThat(third.time()).isEqualTo("2026-01-31T08:00:02Z");
    assertThat(third.tokens().uncachedInput()).isEqualTo(2);
    assertThat(third.attribution().user()).isEqualTo("x'\"2");
    assertThat(Objects.requireNonNull(third.charge().cost()).total())
        .isEqualByComparingTo("0.000000000001");
  }

  @Test
  void refusesWhatIsNoParquet(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("x.parquet"), "not parquet");
    MemoryLedger ledger = new MemoryLedger();

    assertThatThrownBy(() -> new Imports(folder).run(source(file), ledger))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("x.parquet");
  }
}
