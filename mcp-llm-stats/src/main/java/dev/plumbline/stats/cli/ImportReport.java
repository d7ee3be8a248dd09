package dev.plumbline.stats.cli;

import dev.plumbline.mcp.text.VisibleText;
import dev.plumbline.usage.source.ImportSummary;
import dev.plumbline.usage.source.Rejection;
import java.io.PrintStream;
import java.time.ZoneId;

/** Says what came of an import. */
final class ImportReport {
  private static final int LONGEST = 160;

  private final PrintStream out;
  private final ZoneId zone;

  /**
   * @param zone the zone of the days it names
   */
  ImportReport(PrintStream out, ZoneId zone) {
    this.out = out;
    this.zone = zone;
  }

  void print(ImportSummary summary, String description, String ledger) {
    out.printf(
        "%s%s: %,d new, %,d known already, %,d rejected.%n",
        summary.dryRun() ? "Dry run, nothing written. " : "",
        summary.source(),
        summary.added(),
        summary.known(),
        summary.rejections());
    out.println("  from    " + visible(description));
    out.println("  ledger  " + visible(ledger));
    if (summary.first() != null && summary.last() != null) {
      out.printf(
          "  days    %s to %s (%s)%n",
          summary.first().atZone(zone).toLocalDate(),
          summary.last().atZone(zone).toLocalDate(),
          zone);
    }
    summary.skipped().forEach((reason, count) -> out.printf("  skipped %,d: %s%n", count, reason));
    summary.rejected().forEach(this::rejected);
    if (summary.rejectedFile() != null) {
      out.println("  All rejected lines are kept in " + summary.rejectedFile());
    }
    if (!summary.unpriced().isEmpty()) {
      out.println("  No price is known for:");
      summary
          .unpriced()
          .forEach((model, count) -> out.printf("    %s (%,d)%n", visible(model), count));
      out.println("  They count with their tokens, and with their cost once a price is known.");
    }
  }

  private void rejected(String reason, ImportSummary.Rejected rejected) {
    out.printf("  rejected %,d: %s%n", rejected.count(), reason);
    for (Rejection example : rejected.examples()) {
      String line = example.line() > 0 ? " line " + example.line() : "";
      out.printf("    %s%s: %s%n", visible(example.origin()), line, visible(example.detail()));
    }
  }

  /** Foreign text on one line, without control characters. */
  private static String visible(String text) {
    String plain = VisibleText.of(text).replace('\n', ' ');
    return plain.length() > LONGEST ? plain.substring(0, LONGEST) + "…" : plain;
  }
}
