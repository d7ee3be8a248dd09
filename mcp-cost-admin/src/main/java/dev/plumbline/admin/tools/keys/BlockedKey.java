package dev.plumbline.admin.tools.keys;

import dev.plumbline.mcp.tool.Brief;

/** The state that a key is in. */
@Brief
public record BlockedKey(String id, String state) {}
