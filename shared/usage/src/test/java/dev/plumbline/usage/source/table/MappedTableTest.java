package dev.plumbline.usage.source.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.Status;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.source.ImportSummary;
import dev.plumbline.usage.source.Imports;
import dev.plumbline.usage.source.MemoryLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedTableTest {
  private static final String HEADER = "when,engine,in,cached,out,price,who\n";
  private static final String ROW = "2026-01-31 08:00:00,gpt-5,100,40,7,0.5,ann\n";
  private static final Map<String, String> PAIRS =
      Map.of(
          "time", "when",
          "model", "engine",
          "provider", "'openai'",
          "input_tokens", "in",
          "cache_read_tokens", "cached",
          "output_tokens", "out",
          "cost_cents", "price",
          "user", "who",
          "tag.row", "'x'");

  private final MemoryLedger ledger = new MemoryLedger();
  private Path home = Path.of("");
  private Path file = Path.of("");

  @BeforeEach
  void use(@TempDir Path folder) {
    home = folder;
    file = folder.resolve("usage.csv");
  }

  private ImportSummary run(Map<String, String> pairs) {
    ColumnMapping mapping = ColumnMapping.of(pairs);
    FileSource source =
        new FileSource(
            "file", file, new TextRows(), () -> new MappedTable("file", mapping, Imports.TIMES));
    return new Imports(home).run(source, ledger);
  }

  @Test
  void readsColumnsConstantsAndTags() throws IOException {
    Files.writeString(file, HEADER + ROW);

    run(PAIRS);

    UsageEvent event = ledger.events().getFirst();
    assertThat(event.provider()).isEqualTo("openai");
    assertThat(event.tokens()).isEqualTo(new TokenCounts(60, 40, 0, 0, 7, 0));
    assertThat(Objects.requireNonNull(event.charge().cost()).total()).isEqualByComparingTo("0.005");
    assertThat(event.attribution().user()).isEqualTo("ann");
    assertThat(event.attribution().tags()).containsOnly(Map.entry("row", "x"));
  }

  @Test
  void rowsAlikeAreDifferentRequestsAndAGrownFileAddsOnlyItsNewRows() throws IOException {
    Files.writeString(file, HEADER + ROW + ROW);
    assertThat(run(PAIRS).added()).isEqualTo(2);
    assertThat(run(PAIRS).added()).isZero();

    Files.writeString(file, ROW + ROW.replace("ann", "bob"), StandardOpenOption.APPEND);
    ImportSummary grown = run(PAIRS);

    assertThat(grown.added()).isEqualTo(2);
    assertThat(grown.known()).isEqualTo(2);
  }

  @Test
  void columnsNamedAsFieldsNeedNoMapping() throws IOException {
    Files.writeString(
        file,
        """
        id,time,model,uncached_input_tokens,cache_read_tokens,output_tokens,status,latency_seconds
        a,1769846400,gpt-5,10,5,3,503,1.2345
        b,1769846400,gpt-5,10,5,3,odd,1
        c,1769846400,gpt-5,1e3,-5,3,ok,1
        d,1769846400,gpt-5,1.5,5,3,ok,1
        e,1769846400,gpt-5,1e999999999,5,3,ok,1
        """);

    ImportSummary summary = run(Map.of());

    UsageEvent event = ledger.events().getFirst();
    assertThat(event.id()).isEqualTo("file:a");
    assertThat(event.tokens()).isEqualTo(new TokenCounts(10, 5, 0, 0, 3, 0));
    assertThat(event.delivery().status()).isEqualTo(Status.ERROR);
    assertThat(event.delivery().latencyMillis()).isEqualTo(1234);
    assertThat(summary.added()).isEqualTo(1);
    assertThat(summary.rejections()).isEqualTo(4);
  }

  @Test
  void anUnknownFieldOrColumnIsAnErrorWithTheNearest() throws IOException {
    Files.writeString(file, HEADER + ROW);

    assertThatThrownBy(() -> run(Map.of("output_token", "out")))
        .isInstanceOfSatisfying(
            Failure.InvalidInput.class,
            failure -> assertThat(failure.next()).contains("output_tokens"));
    assertThatThrownBy(() -> run(Map.of("model", "engin")))
        .isInstanceOfSatisfying(
            Failure.InvalidInput.class, failure -> assertThat(failure.next()).contains("engine"));
    assertThat(ledger.events()).isEmpty();
  }

  @Test
  void readsAMappingFileAndPathsWithinJson() throws IOException {
    Files.writeString(
        file,
        "{\"meta\":{\"m\":\"gpt-5\"},\"usage\":{\"in\":9},\"ts\":\"2026-01-31T08:00:00Z\"}\n");
    Path mapping =
        Files.writeString(
            file.resolveSibling("map"), "time = ts\nmodel = meta.m\ninput_tokens=usage.in\n");

    run(ColumnMapping.pairs(mapping));

    assertThat(ledger.events().getFirst().model()).isEqualTo("gpt-5");
    assertThat(ledger.events().getFirst().tokens().uncachedInput()).isEqualTo(9);
  }
}
