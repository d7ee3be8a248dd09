package dev.plumbline.stats.tools;

import dev.plumbline.mcp.tool.Tool;
import dev.plumbline.stats.answer.Books;
import dev.plumbline.stats.tools.choice.ComparePrices;
import dev.plumbline.stats.tools.choice.EstimateCost;
import dev.plumbline.stats.tools.choice.GetExperiment;
import dev.plumbline.stats.tools.choice.ListModels;
import dev.plumbline.stats.tools.choice.RecommendSavings;
import dev.plumbline.stats.tools.spend.DetectAnomalies;
import dev.plumbline.stats.tools.spend.ExplainChange;
import dev.plumbline.stats.tools.spend.ForecastSpend;
import dev.plumbline.stats.tools.spend.GetDepartmentCosts;
import dev.plumbline.stats.tools.spend.GetLlmStats;
import dev.plumbline.stats.tools.spend.GetSpend;
import dev.plumbline.stats.tools.spend.QueryUsage;
import dev.plumbline.stats.tools.traffic.GetCacheAnalytics;
import dev.plumbline.stats.tools.traffic.GetPerformance;
import dev.plumbline.stats.tools.traffic.GetRequest;
import dev.plumbline.stats.tools.traffic.GetUsagePatterns;
import dev.plumbline.stats.tools.traffic.SearchRequests;
import dev.plumbline.usage.price.Prices;
import java.util.List;

/** The tools of this program. */
public final class StatsTools {
  private StatsTools() {}

  /** All of them, the most asked first. */
  public static List<Tool<?, ?>> all(Books books, Prices prices) {
    return List.of(
        new GetLlmStats(books),
        new GetSpend(books),
        new GetDepartmentCosts(books),
        new ExplainChange(books),
        new ForecastSpend(books),
        new DetectAnomalies(books),
        new QueryUsage(books),
        new GetUsagePatterns(books),
        new GetCacheAnalytics(books),
        new GetPerformance(books),
        new SearchRequests(books),
        new GetRequest(books),
        new GetExperiment(books),
        new RecommendSavings(books),
        new EstimateCost(books, prices),
        new ComparePrices(books, prices),
        new ListModels(books, prices));
  }
}
