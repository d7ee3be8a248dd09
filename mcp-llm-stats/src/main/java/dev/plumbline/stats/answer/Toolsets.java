package dev.plumbline.stats.answer;

import dev.plumbline.mcp.tool.Toolset;
import java.util.List;

/** The groups that the tools are in. */
public final class Toolsets {
  /** What was spent, why, and what will be. */
  public static final String SPEND = "spend";

  /** Requests: caching, speed, patterns. */
  public static final String TRAFFIC = "traffic";

  /** Prices, models, experiments and savings. */
  public static final String CHOICE = "choice";

  private Toolsets() {}

  /** All of them. */
  public static List<Toolset> all() {
    return List.of(
        new Toolset(SPEND, "What was spent, why, and what will be.", true),
        new Toolset(TRAFFIC, "Requests: caching, speed, patterns, single ones.", true),
        new Toolset(CHOICE, "Prices, models, experiments and savings.", true));
  }
}
