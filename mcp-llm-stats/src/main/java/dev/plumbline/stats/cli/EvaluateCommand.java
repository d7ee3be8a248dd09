package dev.plumbline.stats.cli;

import dev.plumbline.stats.evaluation.Evaluation;
import dev.plumbline.stats.evaluation.SampleCases;
import dev.plumbline.usage.price.Prices;
import dev.plumbline.usage.sample.SampleOrganisation;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures the forecasts and the detection of anomalies, and prints what docs/evaluation.md has.
 */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description =
        "Measures forecasts, anomalies and leaks on sample organisations against baselines.")
final class EvaluateCommand implements Runnable {
  private final PrintStream out;

  @Option(
      names = "--seeds",
      defaultValue = "5",
      description = "How many sample organisations. Default: ${DEFAULT-VALUE}.")
  private int seeds;

  @Option(
      names = "--days",
      defaultValue = "180",
      description = "Days of each, 120 or more. Default: ${DEFAULT-VALUE}.")
  private int days;

  @Option(
      names = "--size",
      defaultValue = "0.25",
      description = "1 for about 3,000 requests a day. Default: ${DEFAULT-VALUE}.")
  private double size;

  @Option(
      names = "--last-day",
      defaultValue = "2026-10-31",
      description = "The last day of each. Default: ${DEFAULT-VALUE}.")
  private LocalDate lastDay = LocalDate.EPOCH;

  EvaluateCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public void run() {
    Prices prices = Prices.bundled();
    List<SampleCases> organisations =
        IntStream.rangeClosed(1, seeds)
            .mapToObj(seed -> new SampleOrganisation(seed, lastDay, days, size))
            .map(organisation ->
                SampleCases.of(organisation, event -> event.withCharge(prices.charge(event))))
            .toList();
    out.print(new Evaluation(organisations).markdown());
  }
}
