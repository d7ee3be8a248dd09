package dev.plumbline.usage.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.PlumblineHome;
import dev.plumbline.usage.Charge;
import dev.plumbline.usage.Cost;
import dev.plumbline.usage.UsageEvent;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportTest {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  @TempDir @Nullable Path folder;

  /** Events 0, 1, 2 …, with a checkpoint after every 300. */
  private static final class Numbers implements Source {
    private final int count;
    private final List<String> from = new ArrayList<>();

    Numbers(int count) {
      this.count = count;
    }

    @Override
    public String name() {
      return "numbers";
    }

    @Override
    public String description() {
      return "numbers";
    }

    @Override
    public void read(@Nullable String checkpoint, Sink sink) {
      from.add(String.valueOf(checkpoint));
      for (int i = checkpoint == null ? 0 : Integer.parseInt(checkpoint); i < count; i++) {
        sink.event(event("n" + i));
        if (i % 300 == 299) {
          sink.checkpoint(Integer.toString(i + 1));
        }
      }
    }
  }

  private static UsageEvent event(String id) {
    return UsageEvent.of(id, NOON, "openai", "gpt-5", "numbers").build();
  }

  private Imports imports() {
    return new Imports(Objects.requireNonNull(folder));
  }

  @Test
  void runningTwiceAddsNothingAndAGrownSourceAddsWhatGrew() {
    MemoryLedger ledger = new MemoryLedger();

    assertThat(imports().run(new Numbers(25_050), ledger).added()).isEqualTo(25_050);
    ImportSummary again = imports().run(new Numbers(25_050), ledger);
    assertThat(again.added()).isZero();
    assertThat(again.known()).isEqualTo(150);
    assertThat(imports().run(new Numbers(25_060), ledger).added()).isEqualTo(10);
    assertThat(ledger.events()).hasSize(25_060);
  }

  @Test
  void killedHalfWayItGoesOnWhereTheLedgerEnds() {
    MemoryLedger ledger = new MemoryLedger().diesAfter(2);
    int twoBatches = 2 * Import.BATCH;
    int all = twoBatches + 5_050;
    assertThatThrownBy(() -> imports().run(new Numbers(all), ledger)).hasMessage("killed");
    assertThat(ledger.events()).hasSize(twoBatches);

    Numbers again = new Numbers(all);
    ImportSummary summary = imports().run(again, ledger.diesAfter(9));

    // The last checkpoint whose events had all been written.
    assertThat(again.from).containsExactly(String.valueOf(twoBatches / 300 * 300));
    assertThat(summary.added()).isEqualTo(5_050);
    assertThat(summary.known()).isEqualTo(twoBatches % 300);
    assertThat(ledger.events()).hasSize(all);
  }

  @Test
  void pricesWhatHasNoStatedCostAndNamesWhatStaysUnknown() {
    Charge stated = new Charge(Cost.lump(BigDecimal.ONE), BigDecimal.ONE, "bill", null);
    Charge priced = new Charge(Cost.lump(BigDecimal.TWO), BigDecimal.TWO, "catalog", null);
    List<UsageEvent> events =
        List.of(
            event("a").withCharge(stated),
            event("b"),
            UsageEvent.of("c", NOON, "openai", "gpt-404", "numbers").build());
    MemoryLedger ledger = new MemoryLedger();

    ImportSummary summary =
        new Import(
                ledger,
                event -> event.model().equals("gpt-404") ? event : event.withCharge(priced),
                null,
                null,
                progress -> {})
            .run(source(sink -> events.forEach(sink::event)));

    assertThat(ledger.events())
        .extracting(UsageEvent::charge)
        .containsExactly(stated, priced, Charge.UNKNOWN);
    assertThat(summary.unpriced()).containsExactly(Map.entry("openai gpt-404", 1L));
  }

  @Test
  void keepsRejectedLinesInAPrivateFileAndCountsThemByReason() throws Exception {
    ImportSummary summary =
        imports()
            .run(
                source(sink -> {
                  for (int i = 1; i <= 5; i++) {
                    sink.reject(new Rejection("log", i, "corrupt line", "odd", "{\"a\u0000" + i));
                  }
                  sink.reject(new Rejection("log", 6, "no time", "missing", "{}"));
                }),
                new MemoryLedger());

    assertThat(summary.rejections()).isEqualTo(6);
    assertThat(summary.rejected().keySet()).containsExactly("corrupt line", "no time");
    assertThat(Objects.requireNonNull(summary.rejected().get("corrupt line")).examples())
        .hasSize(3);
    Path file = Objects.requireNonNull(summary.rejectedFile());
    assertThat(file.getParent()).isEqualTo(Objects.requireNonNull(folder).resolve("rejected"));
    assertThat(Files.readAllLines(file)).hasSize(6).first().asString().contains("{\\\"a\\u00001");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void aDryRunCountsAndWritesNothing() {
    Path home = Objects.requireNonNull(folder);
    ImportSummary summary =
        new Import(new DryRun(null), event -> event, null, null, progress -> {})
            .run(
                source(sink -> {
                  sink.event(event("a"));
                  sink.event(event("a"));
                  sink.reject(new Rejection("log", 1, "corrupt line", "odd", "x"));
                }));

    assertThat(summary.dryRun()).isTrue();
    assertThat(summary.added()).isEqualTo(1);
    assertThat(summary.known()).isEqualTo(1);
    assertThat(summary.rejections()).isEqualTo(1);
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void anotherLedgerBeginsAnew() {
    Checkpoints one = new Checkpoints(new PlumblineHome(Objects.requireNonNull(folder)), "one");
    one.keep(new Numbers(0), "77");

    assertThat(one.last(new Numbers(0))).contains("77");
    assertThat(new Checkpoints(new PlumblineHome(folder), "two").last(new Numbers(0))).isEmpty();
  }

  private static Source source(Consumer<Sink> reading) {
    return new Source() {
      @Override
      public String name() {
        return "numbers";
      }

      @Override
      public String description() {
        return "a list";
      }

      @Override
      public void read(@Nullable String checkpoint, Sink sink) {
        reading.accept(sink);
      }
    };
  }
}
