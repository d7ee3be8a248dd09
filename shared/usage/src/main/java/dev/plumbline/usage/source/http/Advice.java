package dev.plumbline.usage.source.http;

/**
 * What the failures of a client say to do, in whole sentences.
 *
 * @param verb what a key may be forbidden to do with a path, such as {@code read}
 * @param later when the server is in trouble or has enough for now
 * @param missing when there is nothing at a path
 * @param refused when it does not take what was asked for
 * @param interrupted that the work was interrupted
 */
public record Advice(
    String verb, String later, String missing, String refused, String interrupted) {
  /** For imports, which go on where they stopped. */
  public static final Advice IMPORT =
      new Advice(
          "read",
          "Run the import again later: it goes on where it stopped.",
          "Check the address and the version of the server.",
          "Check what was asked for, such as the first day.",
          "The import was interrupted.");
}
