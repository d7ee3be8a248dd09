package dev.plumbline.admin.tools.policy;

import dev.plumbline.admin.answer.Control;
import dev.plumbline.mcp.tool.Tool;
import java.util.List;

/** The tools about routes, caching and circuit breakers. */
public final class PolicyTools {
  private PolicyTools() {}

  /** The tools, in a stable order. */
  public static List<Tool<?, ?>> all(Control control) {
    return List.of(
        new ListRoutes(control),
        new SetRoute(control),
        new SetCircuitBreaker(control),
        new GetCachePolicy(control),
        new SetCachePolicy(control),
        new PurgeCache(control));
  }
}
