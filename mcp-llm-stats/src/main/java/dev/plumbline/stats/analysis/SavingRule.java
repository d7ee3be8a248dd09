package dev.plumbline.stats.analysis;

import dev.plumbline.kernel.TimeRange;
import dev.plumbline.usage.query.Filter;
import dev.plumbline.usage.query.UsageQuery;
import dev.plumbline.usage.query.UsageTable;
import java.util.List;

/** Looks for one way to spend less: a question to the ledger, and what its answer means. */
public interface SavingRule {
  /** The question. */
  UsageQuery query(TimeRange range, List<Filter> filters);

  /** What the answer recommends. */
  List<Recommendation> recommend(UsageTable table);
}
