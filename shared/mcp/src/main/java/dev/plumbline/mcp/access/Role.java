package dev.plumbline.mcp.access;

/** What a principal may do; each role includes the ones before it. */
public enum Role {
  /** Asks questions. */
  READER,
  /** Also makes changes that can be undone. */
  OPERATOR,
  /** Also makes destructive changes. */
  ADMIN;

  /** Whether this role may do what {@code needed} may do. */
  public boolean covers(Role needed) {
    return compareTo(needed) >= 0;
  }
}
