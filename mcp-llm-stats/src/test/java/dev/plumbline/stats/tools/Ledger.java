package dev.plumbline.stats.tools;

import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Question;
import dev.plumbline.mcp.tool.Tool;
import dev.plumbline.stats.answer.Books;
import dev.plumbline.usage.LedgerReader;
import dev.plumbline.usage.LedgerWriter;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.UsageEventBuilder;
import dev.plumbline.usage.jdbc.Ledgers;
import dev.plumbline.usage.price.Prices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A DuckDB ledger of its own with a few events, asked on Thursday, 15 October 2026, at noon. */
public final class Ledger implements AutoCloseable {
  public static final Instant NOW = Instant.parse("2026-10-15T12:00:00Z");

  private final Path folder;
  private final LedgerReader reader;
  private final Books books;

  private Ledger(Path folder, List<UsageEvent> events, ZoneId zone) {
    this.folder = folder;
    Ledgers ledgers = new Ledgers(Map.of());
    String location = "duckdb:" + folder.resolve("ledger.duckdb");
    try (LedgerWriter writer = ledgers.writer(location)) {
      writer.append(events);
    }
    reader = ledgers.reader(location);
    books = new Books(() -> reader, zone, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  public static Ledger of(List<UsageEvent> events) {
    return in(ZoneId.of("UTC"), events);
  }

  public static Ledger of(UsageEventBuilder... events) {
    return of(Arrays.stream(events).map(UsageEventBuilder::build).toList());
  }

  /** A ledger whose days are those of a zone unless a call names another. */
  public static Ledger in(ZoneId zone, List<UsageEvent> events) {
    try {
      return new Ledger(Files.createTempDirectory("ledger"), events, zone);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** What tools are made from. */
  public Books books() {
    return books;
  }

  /** All tools over it, with the bundled prices. */
  public List<Tool<?, ?>> tools() {
    return StatsTools.all(books, Prices.bundled());
  }

  /** The tool of a name. */
  public Question<?, ?> tool(String name) {
    return (Question<?, ?>)
        tools().stream().filter(it -> it.spec().name().equals(name)).findFirst().orElseThrow();
  }

  /** Foreign texts as they are. */
  static List<String> plain(List<Untrusted> texts) {
    return texts.stream().map(Untrusted::value).toList();
  }

  @Override
  public void close() {
    reader.close();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
