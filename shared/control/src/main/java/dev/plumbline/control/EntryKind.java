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
    };
  }

  /** Its name in files, in the admin API and in the audit log. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
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
    };
  }
}
