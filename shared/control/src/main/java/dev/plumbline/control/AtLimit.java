package dev.plumbline.control;

/** What happens to a request that a budget has no room for. */
public enum AtLimit {
  /** It is refused. */
  REFUSE,
  /** It goes to a cheaper route, whose cost is not held back by this budget. */
  DEGRADE,
  /** It passes, with a warning. */
  WARN
}
