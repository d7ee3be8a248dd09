package dev.plumbline.stats.features;

import dev.plumbline.kernel.Amounts;
import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.stats.answer.Asked;
import dev.plumbline.stats.answer.Books;
import dev.plumbline.stats.answer.Tables;
import dev.plumbline.stats.answer.Where;
import dev.plumbline.usage.query.Dimension;
import dev.plumbline.usage.query.Measure;
import dev.plumbline.usage.query.UsageTable;
import java.util.Map;

/** What one department, user, task or key spent this month. */
final class SpendPage {
  private final Books books;

  SpendPage(Books books) {
    this.books = books;
  }

  String text(Dimension dimension, String name) {
    Asked asked = books.ask("this month", "", null, Map.of(dimension.label(), name));
    UsageTable total = asked.ask(asked.of(Measure.COST, Measure.REQUESTS, Measure.UNPRICED));
    if (total.amount(total.only(), Measure.REQUESTS).signum() == 0) {
      throw new Failure.NotFound(
          "No request of this month belongs to the %s %s."
              .formatted(dimension.label(), Untrusted.of(name).inline(60)),
          "Ask for completions of the name.");
    }
    UsageTable models =
        asked.ask(
            asked.of(Measure.COST, Measure.REQUESTS, Measure.TOKENS).by(Dimension.MODEL).top(20));
    return Text.paragraphs(
        "# %s %s".formatted(dimension.label(), Where.shown(name)),
        "**%s** for %s (%s)."
            .formatted(
                Amounts.dollars(total.amount(total.only(), Measure.COST)),
                Text.count(total.amount(total.only(), Measure.REQUESTS).longValue(), "request"),
                asked.about()),
        Tables.text(models, models.rows().size()),
        asked.basis(total.amount(total.only(), Measure.UNPRICED)),
        Untrusted.LEGEND);
  }
}
