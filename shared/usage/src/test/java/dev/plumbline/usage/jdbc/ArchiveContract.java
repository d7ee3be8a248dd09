package dev.plumbline.usage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.LedgerReader;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.Written;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ledgers to and from Parquet files, and which ids are there. */
abstract class ArchiveContract extends LedgerContract {
  @TempDir Path folder;

  @Test
  void copiesALedger() {
    List<UsageEvent> events = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      events.add(full("event " + i, NOON.plusSeconds(i)));
    }
    events.add(event("6f1f62f0-6a4e-4d1c-9f1e-0a1b2c3d4e5f", NOON.plusSeconds(1_000)).build());
    events.add(event("in april", NOON.plusSeconds(40 * 86_400)).build());
    writer.append(events);
    Path file = folder.resolve("it's [a] *ledger?.parquet");
    LedgerArchive archive = new LedgerArchive(ledgers());
    assertThat(archive.export(location, file, MARCH)).isEqualTo(301);
    String copy = folder.resolve("copy.duckdb").toString();
    assertThat(archive.importParquet(copy, file)).isEqualTo(new Written(301, 0));
    assertThat(archive.importParquet(copy, file)).isEqualTo(new Written(0, 301));
    assertThat(archive.importParquet(location, file)).isEqualTo(new Written(0, 301));
    try (LedgerReader other = ledgers().reader(copy)) {
      assertThat(other.events(search(MARCH))).isEqualTo(events.subList(0, 301));
    }
    assertThatThrownBy(() -> archive.export(location, file, MARCH))
        .isInstanceOf(Failure.Conflict.class);
  }

  @Test
  void refusesWhatIsNoLedger() throws IOException {
    LedgerArchive archive = new LedgerArchive(ledgers());
    Path other = Files.writeString(folder.resolve("other.parquet"), "no parquet");
    assertThatThrownBy(() -> archive.importParquet(location, other))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("other.parquet");
    assertThatThrownBy(() -> archive.importParquet(location, folder.resolve("none.parquet")))
        .isInstanceOf(Failure.NotFound.class);
  }

  @Test
  void knowsWhichIdsItHas() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 2_500; i++) {
      ids.add("event " + i);
    }
    writer.append(ids.subList(1_000, 2_100).stream().map(id -> event(id, NOON).build()).toList());
    assertThat(reader.known(ids)).isEqualTo(Set.copyOf(ids.subList(1_000, 2_100)));
    assertThat(reader.known(List.of("x' or 1 = 1 --", "event 1000"))).containsExactly("event 1000");
  }
}
