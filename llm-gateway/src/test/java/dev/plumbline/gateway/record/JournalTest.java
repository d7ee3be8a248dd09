package dev.plumbline.gateway.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.control.Subject;
import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.Operation;
import dev.plumbline.usage.UsageEvent;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

  @TempDir Path folder;

  private final List<String> ended = new ArrayList<>();
  private final List<Begun> cut = new ArrayList<>();

  @Test
  void aNewOneHasNothingToTakeOver() {
    open().close();
    assertThat(ended).isEmpty();
    assertThat(cut).isEmpty();
  }

  @Test
  void whatIsNotInTheLedgerIsTakenOver() {
    try (Journal journal = open()) {
      List.of("a", "b", "c").forEach(id -> journal.begin(begun(id)));
      journal.end(event("a"));
      journal.end(event("b"));
      journal.recorded(List.of("a"));
    }
    open().close();
    // The file of a request that is in the ledger may still be there: its id makes it harmless.
    assertThat(ended).contains("b");
    assertThat(cut).containsExactly(begun("c"));
    ended.clear();
    cut.clear();
    open().close();
    assertThat(ended).isEmpty();
    assertThat(cut).isEmpty();
  }

  @Test
  void anEventComesBackAsItWas() {
    UsageEvent event = event("a");
    assertThat(JournalCodec.read(without(JournalCodec.line(event))))
        .isEqualTo(new JournalEntry(null, event));
  }

  private static byte[] without(byte[] line) {
    return Arrays.copyOf(line, line.length - 1);
  }

  @Test
  void filesGoWhenAllTheirRequestsAreRecorded() throws IOException {
    try (Journal journal = open()) {
      for (int i = 0; i < 60_000; i++) {
        pass(journal, "r" + i);
      }
      assertThat(files()).hasSizeGreaterThan(1);
      journal.recorded(IntStream.range(0, 60_000).mapToObj(i -> "r" + i).toList());
      assertThat(files()).hasSize(1);
    }
    assertThat(files()).isEmpty();
  }

  @Test
  void anEndOutlivesItsFilesOtherRequests() {
    List<String> others = IntStream.range(0, 120_000).mapToObj(i -> "r" + i).toList();
    try (Journal journal = open()) {
      journal.begin(begun("slow"));
      others.subList(0, 60_000).forEach(id -> pass(journal, id));
      journal.end(event("slow"));
      others.subList(60_000, others.size()).forEach(id -> pass(journal, id));
      journal.recorded(others);
    }
    open().close();
    assertThat(ended).contains("slow");
    assertThat(cut.stream().map(Begun::id)).doesNotContain("slow");
  }

  @Test
  void refusalsAreTakenOverWithoutABeginning() {
    try (Journal journal = open()) {
      journal.refused(event("a"));
      journal.refused(event("b"));
      journal.begin(begun("c"));
      journal.recorded(List.of("a"));
    }
    open().close();
    assertThat(ended).contains("b");
    assertThat(cut).containsExactly(begun("c"));
  }

  @Test
  void filesOfRefusalsGoWhenTheLastIsRecorded() throws IOException {
    List<String> all = IntStream.range(0, 120_000).mapToObj(i -> "r" + i).toList();
    try (Journal journal = open()) {
      all.forEach(id -> journal.refused(event(id)));
      int files = files().size();
      assertThat(files).isGreaterThan(1);
      journal.recorded(all.subList(1, all.size()));
      assertThat(files()).hasSize(2);
      journal.recorded(all.subList(0, 1));
      assertThat(files()).hasSize(1);
    }
    assertThat(files()).isEmpty();
  }

  private static void pass(Journal journal, String id) {
    journal.begin(begun(id));
    journal.end(event(id));
  }

  @Test
  void tornAndDamagedLinesAreLeftOut() throws IOException {
    try (Journal journal = open()) {
      List.of("a", "b").forEach(id -> journal.begin(begun(id)));
      journal.end(event("a"));
    }
    Path file = files().getFirst();
    byte[] line = JournalCodec.line(event("b"));
    byte[] wrong = JournalCodec.line(event("c"));
    wrong[wrong.length / 2] ^= 1;
    Files.write(file, wrong, StandardOpenOption.APPEND);
    Files.write(file, Arrays.copyOf(line, line.length / 2), StandardOpenOption.APPEND);
    open().close();
    assertThat(ended).containsExactly("a");
    assertThat(cut).containsExactly(begun("b"));
  }

  @Test
  void oneProcessOwnsIt() {
    try (Journal first = open()) {
      first.begin(begun("a"));
      assertThatThrownBy(this::open)
          .isInstanceOf(Failure.Conflict.class)
          .hasMessageContaining("Another gateway");
    }
  }

  @Test
  void nothingIsRemovedBeforeItIsTakenOver() throws IOException {
    try (Journal journal = open()) {
      journal.begin(begun("a"));
    }
    assertThatThrownBy(() ->
            Journal.open(
                folder,
                Duration.ofSeconds(1),
                (_, _) -> {
                  throw new Failure.StoreUnavailable("down", "", null);
                }))
        .isInstanceOf(Failure.StoreUnavailable.class);
    assertThat(files()).hasSize(1);
    open().close();
    assertThat(cut).containsExactly(begun("a"));
  }

  @Test
  void manyThreadsLoseNothing() {
    try (Journal journal = open();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 2_000; i++) {
        String id = "t" + i;
        threads.execute(() -> {
          journal.begin(begun(id));
          journal.end(event(id));
        });
      }
    }
    open().close();
    assertThat(ended).hasSize(2_000).doesNotHaveDuplicates();
    assertThat(cut).isEmpty();
  }

  private Journal open() {
    return Journal.open(
        folder,
        Duration.ofMillis(50),
        (old, open) -> {
          old.forEach(event -> ended.add(event.id()));
          cut.addAll(open);
        });
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(".journal")).sorted().toList();
    }
  }

  private static Begun begun(String id) {
    Subject subject = new Subject("key", "org", "dep", null, "project", null, "ada", "fast");
    return new Begun(
        id, NOON, subject, Operation.CHAT, "openai", "gpt-4o", new BigDecimal("0.0125"), 100);
  }

  private static UsageEvent event(String id) {
    return UsageEvent.of(id, NOON, "openai", "gpt-4o", Events.SOURCE)
        .requestedModel("fast")
        .build();
  }
}
