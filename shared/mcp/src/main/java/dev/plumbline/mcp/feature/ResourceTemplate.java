package dev.plumbline.mcp.feature;

import java.util.Map;

/** A family of resources whose address has variables, such as {@code rule://{key}}. */
public interface ResourceTemplate {
  /** The address with variables in braces. */
  String uriTemplate();

  /** Its name in the list. */
  String name();

  /** What each of them holds, in a sentence. */
  String description();

  /** The type of their content. */
  String mimeType();

  /** What a client can suggest for each variable. */
  Map<String, Completer> completers();

  /**
   * The content of one of them.
   *
   * @param variables the variables' values, percent-decoded
   * @throws dev.plumbline.kernel.Failure.NotFound when there is none
   */
  Contents read(Map<String, String> variables);
}
