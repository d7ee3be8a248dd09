package dev.plumbline.stats.ledger;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.PlumblineHome;
import dev.plumbline.usage.LedgerReader;
import dev.plumbline.usage.LedgerWriter;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.jdbc.Ledgers;
import dev.plumbline.usage.sample.SampleOrganisation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The sample organisation, made once a day and kept in PLUMBLINE_HOME. */
final class DemoLedger {
  private static final int BATCH = 50_000;
  private static final double SIZE = 0.25;

  private final PlumblineHome home;
  private final Map<String, String> environment;
  private final UnaryOperator<UsageEvent> pricing;
  private final Clock clock;

  DemoLedger(
      PlumblineHome home,
      Map<String, String> environment,
      UnaryOperator<UsageEvent> pricing,
      Clock clock) {
    this.home = home;
    this.environment = environment;
    this.pricing = pricing;
    this.clock = clock;
  }

  LedgerReader open() {
    LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
    Path file = home.file("demo/" + today + ".duckdb");
    if (!Files.isRegularFile(file)) {
      make(today, file);
    }
    return new LabelledLedger(
        new Ledgers(environment).reader("duckdb:" + file), "sample data, a made-up organisation");
  }

  /** Written beside and then put in place, since several servers may do this at once. */
  private void make(LocalDate today, Path file) {
    Path made = file.resolveSibling(today + "-" + ProcessHandle.current().pid() + ".new");
    try {
      try (LedgerWriter writer = new Ledgers(environment).writer("duckdb:" + made)) {
        fill(writer, today);
      }
      Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException unusable) {
      throw new Failure.StoreUnavailable(
          "The sample data cannot be kept in " + file + ": " + unusable.getMessage() + ".",
          "Point PLUMBLINE_HOME at a folder that you may write.",
          unusable);
    }
  }

  private void fill(LedgerWriter writer, LocalDate today) {
    Instant now = clock.instant();
    SampleOrganisation organisation =
        new SampleOrganisation(1, today, SampleOrganisation.USUAL_DAYS, SIZE);
    Iterator<UsageEvent> events =
        organisation.events(pricing).filter(event -> !event.time().isAfter(now)).iterator();
    List<UsageEvent> batch = new ArrayList<>(BATCH);
    while (events.hasNext()) {
      batch.add(events.next());
      if (batch.size() == BATCH) {
        writer.append(List.copyOf(batch));
        batch.clear();
      }
    }
    writer.append(List.copyOf(batch));
  }
}
