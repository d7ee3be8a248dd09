package dev.plumbline.mcp.feature;

import java.util.Map;
import java.util.function.Function;

/**
 * A family of texts.
 *
 * @param text writes one of them for the values of its variables
 */
public record TextTemplate(
    String uriTemplate,
    String name,
    String description,
    String mimeType,
    Map<String, Completer> completers,
    Function<Map<String, String>, String> text)
    implements ResourceTemplate {
  @Override
  public Contents read(Map<String, String> variables) {
    return new Contents.Text(text.apply(variables));
  }
}
