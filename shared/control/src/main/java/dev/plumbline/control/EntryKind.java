package dev.plumbline.control;

import java.util.List;
import java.util.Locale;

/** The kinds of things that operators set up. */
public enum EntryKind {
  KEY,
  BUDGET,
  LIMIT,
  ROUTE,
  PROVIDER,
  CACHE_POLICY,
  ALERT,
  CHANNEL,
  SILENCE;

  /** The kind of an entry. */
  public static EntryKind of(Entry entry) {
    return switch (entry) {
      case VirtualKey key -> KEY;
      case Budget budget -> BUDGET;
      case Limit limit -> LIMIT;
      case Route route -> ROUTE;
      case Provider provider -> PROVIDER;
      case Alert alert -> ALERT;
      case Channel channel -> CHANNEL;
      case Silence silence -> SILENCE;
      case CachePolicy policy -> CACHE_POLICY;
    };
  }

  /** Its name in files, in the admin API and in the audit log. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its name in the admin API when there are many, such as {@code cache-policies}. */
  public String plural() {
    String label = label().replace('_', '-');
    return label.endsWith("y") && !label.endsWith("ey")
        ? label.substring(0, label.length() - 1) + "ies"
        : label + "s";
  }

  /** All of this kind that are set up. */
  public List<? extends Entry> in(ControlState state) {
    return switch (this) {
      case KEY -> state.keys();
      case BUDGET -> state.budgets();
      case LIMIT -> state.limits();
      case ROUTE -> state.routes();
      case PROVIDER -> state.providers();
      case ALERT -> state.alerts();
      case CHANNEL -> state.channels();
      case SILENCE -> state.silences();
      case CACHE_POLICY -> state.cachePolicies();
    };
  }
}
