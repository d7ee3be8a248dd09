package dev.plumbline.stats.cli;

import dev.plumbline.kernel.PlumblineHome;
import dev.plumbline.usage.price.Prices;
import dev.plumbline.usage.price.catalog.CatalogStore;
import dev.plumbline.usage.price.refresh.CatalogRefresh;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * What the price commands of one run share.
 *
 * @param file the user's price file; empty for the one in the home folder
 * @param npm the command that fetches packages
 * @param out standard output
 */
record PriceSession(
    PlumblineHome home, Optional<Path> file, String npm, Clock clock, PrintStream out) {
  /** The session of an environment. */
  static PriceSession of(Map<String, String> environment, OutputStream out) {
    String file = environment.getOrDefault(Prices.FILE.variable(), "");
    return new PriceSession(
        PlumblineHome.of(environment),
        file.isBlank() ? Optional.empty() : Optional.of(Path.of(file)),
        "npm",
        Clock.systemUTC(),
        new PrintStream(out, true, StandardCharsets.UTF_8));
  }

  /** The prices in use. */
  Prices prices() {
    return Prices.load(home, file);
  }

  /** What replaces the catalog in use. */
  CatalogRefresh refresh() {
    return new CatalogRefresh(new CatalogStore(home), npm);
  }
}
