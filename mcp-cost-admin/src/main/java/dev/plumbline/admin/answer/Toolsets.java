package dev.plumbline.admin.answer;

import dev.plumbline.mcp.tool.Toolset;
import java.util.List;

/** The groups that the tools are in. */
public final class Toolsets {
  /** Virtual keys. */
  public static final String KEYS = "keys";

  /** Budgets and rate limits. */
  public static final String BUDGETS = "budgets";

  /** What people are told of. */
  public static final String ALERTS = "alerts";

  /** Where alerts are sent, and what came of them. */
  public static final String ALERTING = "alerting";

  /** Chargeback and the record of changes. */
  public static final String ACCOUNTING = "accounting";

  /** Costs as files for other programs. */
  public static final String EXPORTS = "exports";

  /** Routes, caching and circuit breakers. */
  public static final String POLICY = "policy";

  /** The set-up of a whole company. */
  public static final String SETUP = "setup";

  private Toolsets() {}

  /** All of them. */
  public static List<Toolset> all() {
    return List.of(
        new Toolset(KEYS, "Virtual keys.", true),
        new Toolset(BUDGETS, "Budgets and rate limits.", true),
        new Toolset(ALERTS, "What people are told of, and silences.", true),
        new Toolset(ALERTING, "Channels, history, tests and the removal of alerts.", false),
        new Toolset(ACCOUNTING, "Chargeback and who changed what.", true),
        new Toolset(EXPORTS, "Costs as FOCUS or plain CSV, as files or resources.", false),
        new Toolset(POLICY, "Routes, caching and circuit breakers.", false),
        new Toolset(SETUP, "The set-up of a whole company at once.", false));
  }
}
