package dev.plumbline.stats.cli;

import dev.plumbline.usage.price.ModelPrices;
import dev.plumbline.usage.price.ModelUse;
import dev.plumbline.usage.price.Prices;
import dev.plumbline.usage.price.catalog.Catalog;
import dev.plumbline.usage.price.catalog.Model;
import dev.plumbline.usage.price.catalog.Rate;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Prints all prices of one model. */
final class PriceSheet {
  private final PrintStream out;

  PriceSheet(PrintStream out) {
    this.out = out;
  }

  void print(Prices prices, ModelUse use) {
    ModelPrices model = prices.prices(use);
    out.printf("%s:%s  %s%s%n", model.provider(), model.model(), model.name(), remarks(model));
    out.printf("%s, US dollars, at %s%n", prices.version(), use.time());
    if (model.list().isEmpty() && model.paid().isEmpty()) {
      out.println("  listed without any price: free");
    }
    TreeSet<String> keys = new TreeSet<>(model.list().keySet());
    keys.addAll(model.paid().keySet());
    for (String key : keys) {
      out.printf("  %-28s %s%n", key, rate(key, model));
    }
    out.printf("Service tiers: %s%n", String.join(", ", prices.tiers(use)));
    Optional<Catalog.Listing> listing = prices.book().catalog().find(use.provider(), use.model());
    listing.ifPresent(found -> dates(found.model().prices()));
  }

  private static String remarks(ModelPrices model) {
    String window = model.contextWindow() == null ? "" : "  context " + model.contextWindow();
    return window + (model.deprecated() ? "  deprecated" : "") + (model.own() ? "  yours" : "");
  }

  private static String rate(String key, ModelPrices model) {
    Rate list = model.list().get(key);
    Rate paid = model.paid().get(key);
    if (list == null) {
      return (paid == null ? "" : paid.text()) + " (contract)";
    }
    if (paid == null || paid.text().equals(list.text())) {
      return list.text();
    }
    return list.text() + "  you pay " + paid.text();
  }

  private void dates(List<Model.Dated> dated) {
    if (dated.size() < 2) {
      return;
    }
    out.println("Over time at list prices, the last that holds counts:");
    for (Model.Dated each : dated) {
      Map<String, Rate> rates = each.prices().byPriceKey();
      String texts =
          rates.entrySet().stream()
              .map(rate -> rate.getKey() + " " + rate.getValue().text())
              .collect(Collectors.joining("; "));
      out.printf("  %s: %s%n", each.condition().text(), texts);
    }
  }
}
