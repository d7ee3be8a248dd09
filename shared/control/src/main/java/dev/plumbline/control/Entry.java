package dev.plumbline.control;

/** Something that operators create, change and delete; each change has the next version. */
public sealed interface Entry
    permits VirtualKey, Budget, Limit, Route, Provider, CachePolicy, Alert, Channel, Silence {
  /** Unique among those of its kind, and never used again. */
  String id();

  /** 1 when new, one more with each change. */
  long version();
}
