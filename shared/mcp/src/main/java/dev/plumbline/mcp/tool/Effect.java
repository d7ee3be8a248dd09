package dev.plumbline.mcp.tool;

import dev.plumbline.mcp.access.Role;

/** What a tool does to the world. */
public enum Effect {
  /** Changes nothing. */
  READ_ONLY(Role.READER),
  /** Adds something, and replaces nothing that was there. */
  WRITE(Role.OPERATOR),
  /** Removes or replaces what was there. */
  DESTRUCTIVE(Role.ADMIN);

  private final Role defaultRole;

  Effect(Role defaultRole) {
    this.defaultRole = defaultRole;
  }

  /** The role that a tool of this effect needs unless it states another. */
  public Role defaultRole() {
    return defaultRole;
  }
}
