package dev.plumbline.mcp.access;

/**
 * Who makes a call.
 *
 * @param name what the audit log calls it
 * @param role what it may do
 */
public record Principal(String name, Role role) {
  /** Whoever started this process and speaks to it over stdio or the shell. */
  public static final Principal LOCAL = new Principal("local", Role.ADMIN);
}
