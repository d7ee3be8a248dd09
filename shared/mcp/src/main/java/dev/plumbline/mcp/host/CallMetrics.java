package dev.plumbline.mcp.host;

import java.time.Duration;

/** Counts calls by tool and outcome. */
@FunctionalInterface
public interface CallMetrics {
  /**
   * A call has ended.
   *
   * @param tool its name; one of the tools served, never what a client made up
   * @param outcome {@code ok}, {@code error}, {@code denied}, {@code unconfirmed} or {@code
   *     cancelled}
   */
  void called(String tool, String outcome, Duration took);
}
