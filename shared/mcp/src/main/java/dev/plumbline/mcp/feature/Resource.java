package dev.plumbline.mcp.feature;

/** Something a client can read by its address. */
public interface Resource {
  /** Its address. */
  String uri();

  /** Its name in the list. */
  String name();

  /** What it holds, in a sentence. */
  String description();

  /** The type of its content. */
  String mimeType();

  /** Its content now. */
  Contents read();
}
