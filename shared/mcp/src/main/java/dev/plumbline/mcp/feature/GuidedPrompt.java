package dev.plumbline.mcp.feature;

import dev.plumbline.mcp.tool.Block;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A prompt of one message from the user.
 *
 * @param text writes the message for the arguments that were given
 */
public record GuidedPrompt(
    String name,
    String title,
    String description,
    List<Argument> arguments,
    Function<Map<String, String>, String> text)
    implements Prompt {
  @Override
  public List<Message> messages(Map<String, String> given) {
    return List.of(new Message(true, new Block.Text(text.apply(given))));
  }
}
