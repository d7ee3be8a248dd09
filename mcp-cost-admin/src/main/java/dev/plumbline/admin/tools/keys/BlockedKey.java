package dev.plumbline.admin.tools.keys;

/** The state that a key is in. */
public record BlockedKey(String id, String state) {}
