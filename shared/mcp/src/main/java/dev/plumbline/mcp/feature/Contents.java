package dev.plumbline.mcp.feature;

/** What a resource holds. */
public sealed interface Contents {
  /** Text. */
  record Text(String text) implements Contents {}

  /** Bytes, Base64 encoded. */
  record Binary(String base64) implements Contents {}
}
