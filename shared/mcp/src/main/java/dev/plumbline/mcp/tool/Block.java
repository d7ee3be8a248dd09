package dev.plumbline.mcp.tool;

/** One piece of content that a client shows. */
public sealed interface Block {
  /** Markdown. */
  record Text(String text) implements Block {}

  /** A picture, Base64 encoded. */
  record Image(String base64, String mimeType) implements Block {}

  /** A sound, Base64 encoded. */
  record Audio(String base64, String mimeType) implements Block {}

  /** A text resource, embedded. */
  record Resource(String uri, String mimeType, String text) implements Block {}
}
