package dev.plumbline.gateway.cli;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.TimeRange;
import dev.plumbline.usage.query.By;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageQuery;
import dev.plumbline.usage.query.UsageTable;
import dev.plumbline.usage.remote.LedgerJson;
import dev.plumbline.usage.remote.RemoteLedger;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what was used and what it cost. */
@Command(
    name = "usage",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Says what was used and what it cost, most spent first.")
final class UsageCommand implements Callable<Integer> {
  private static final int USUAL_DAYS = 30;

  private final Shell shell;

  @Mixin private Remote remote = new Remote();

  @Option(
      names = "--by",
      split = ",",
      description = "model, user, department, key …, or tag:NAME. Default: model.")
  private List<String> by = List.of("model");

  @Option(
      names = "--from",
      paramLabel = "DAY",
      description = "The first day. Default: 30 days ago.")
  private @Nullable LocalDate from;

  @Option(names = "--to", paramLabel = "DAY", description = "The last day. Default: today.")
  private @Nullable LocalDate to;

  @Option(names = "--zone", description = "The zone of these days. Default: this machine's.")
  private @Nullable String zone;

  @Option(names = "--limit", defaultValue = "50", description = "Rows. Default: 50.")
  private int limit = 50;

  UsageCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    UsageQuery query =
        new UsageQuery(
            range(),
            null,
            by.stream().map(UsageCommand::dimension).toList(),
            List.of(),
            List.of(Measure.COST, Measure.REQUESTS, Measure.TOKENS, Measure.UNPRICED),
            new UsageQuery.Order(Measure.COST, true),
            limit,
            null);
    try (RemoteLedger ledger = new RemoteLedger(shell.client(remote))) {
      UsageTable table = ledger.query(query);
      if (remote.json) {
        shell.out().println(LedgerJson.write(table));
      } else {
        print(table);
      }
    }
    return 0;
  }

  private void print(UsageTable table) {
    Listing listing = new Listing();
    for (UsageTable.Row row : table.rows()) {
      List<String> cells = new ArrayList<>();
      row.keys().forEach(key -> cells.add(key == null ? "(unknown)" : key));
      cells.add("$" + plain(table.amount(row, Measure.COST)));
      cells.add(plain(table.amount(row, Measure.REQUESTS)) + " requests");
      cells.add(plain(table.amount(row, Measure.TOKENS)) + " tokens");
      BigDecimal unpriced = table.amount(row, Measure.UNPRICED);
      cells.add(unpriced.signum() == 0 ? "" : plain(unpriced) + " without a price");
      listing.row(cells.toArray(String[]::new));
    }
    listing.print(shell.out());
    if (table.more()) {
      System.err.println("There is more: raise --limit.");
    }
  }

  private static String plain(BigDecimal amount) {
    BigDecimal bare = amount.stripTrailingZeros();
    return bare.toPlainString();
  }

  private TimeRange range() {
    ZoneId in = zone();
    LocalDate last = to == null ? LocalDate.now(in) : to;
    return TimeRange.ofDays(from == null ? last.minusDays(USUAL_DAYS - 1) : from, last, in);
  }

  private ZoneId zone() {
    try {
      return zone == null ? ZoneId.systemDefault() : ZoneId.of(zone);
    } catch (DateTimeException unknown) {
      throw new Failure.Misconfigured(
          "There is no time zone '" + zone + "'.", "Name one such as Europe/Berlin or UTC.");
    }
  }

  private static By dimension(String name) {
    if (name.startsWith("tag:")) {
      return new By.Tag(name.substring("tag:".length()));
    }
    for (Dimension dimension : Dimension.values()) {
      if (dimension.label().equalsIgnoreCase(name)) {
        return By.of(dimension);
      }
    }
    throw new Failure.Misconfigured(
        "There is no dimension '" + name + "'.",
        "Known: %s, tag:NAME."
            .formatted(
                String.join(
                    ", ", List.of(Dimension.values()).stream().map(Dimension::label).toList())));
  }
}
