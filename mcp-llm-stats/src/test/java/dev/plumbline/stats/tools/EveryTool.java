package dev.plumbline.stats.tools;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A call of every tool, with arguments that make it say as much as it can. */
final class EveryTool {
  private EveryTool() {}

  /** Arguments by tool, over all time or as far back as a tool goes. */
  static Map<String, Map<String, Object>> calls(String id, String experiment) {
    Map<String, Map<String, Object>> calls = new LinkedHashMap<>();
    calls.put("get_llm_stats", Map.of("period", "all time"));
    calls.put(
        "get_spend",
        Map.of("period", "all time", "by", List.of("user", "model", "tag:team"), "limit", 500));
    calls.put("get_department_costs", Map.of("period", "all time"));
    calls.put("explain_change", Map.of("period", "last 14 days", "by", "user", "limit", 100));
    calls.put("forecast_spend", Map.of("until", "2027-09-30", "budget", 100));
    calls.put("detect_anomalies", Map.of("days", 60));
    calls.put(
        "query_usage",
        Map.of(
            "measures",
            List.of("cost", "requests", "tokens"),
            "by",
            List.of("user", "key", "session", "error_kind"),
            "period",
            "all time",
            "limit",
            1000));
    calls.put("get_usage_patterns", Map.of("period", "all time"));
    calls.put(
        "get_cache_analytics",
        Map.of("period", "all time", "by", List.of("task", "user"), "limit", 200));
    calls.put(
        "get_performance",
        Map.of("period", "all time", "by", List.of("provider", "model", "user"), "limit", 200));
    calls.put("search_requests", Map.of("period", "all time", "limit", 200));
    calls.put("get_request", Map.of("id", id));
    calls.put("get_experiment", Map.of("experiment", experiment));
    calls.put("recommend_savings", Map.of("period", "last 90 days", "limit", 50, "least", 0));
    calls.put(
        "estimate_cost",
        Map.of("model", "gpt-4.1", "usage", Map.of("input_tokens", 1000, "output_tokens", 10)));
    calls.put("compare_prices", Map.of("period", "all time"));
    calls.put("list_models", Map.of("limit", 300));
    return calls;
  }
}
