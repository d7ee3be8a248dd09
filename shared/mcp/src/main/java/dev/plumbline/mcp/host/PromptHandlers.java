package dev.plumbline.mcp.host;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Nearest;
import dev.plumbline.mcp.feature.Prompt;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers {@code prompts/list} and {@code prompts/get}. */
final class PromptHandlers {
  private final Map<String, Prompt> prompts = new LinkedHashMap<>();

  PromptHandlers(List<Prompt> prompts) {
    prompts.forEach(prompt -> this.prompts.put(prompt.name(), prompt));
  }

  McpSchema.ListPromptsResult list(McpAsyncServerExchange exchange, @Nullable Object params) {
    List<McpSchema.Prompt> listed =
        prompts.values().stream()
            .map(prompt ->
                McpSchema.Prompt.builder(prompt.name())
                    .title(prompt.title())
                    .description(prompt.description())
                    .arguments(prompt.arguments().stream().map(PromptHandlers::toMcp).toList())
                    .build())
            .toList();
    return McpSchema.ListPromptsResult.builder(listed).build();
  }

  McpSchema.GetPromptResult get(McpAsyncServerExchange exchange, @Nullable Object params) {
    Params request = Params.of(McpSchema.METHOD_PROMPT_GET, params);
    Prompt prompt = find(request.text("name"));
    Map<String, String> arguments = request.texts("arguments");
    check(prompt, arguments);
    List<McpSchema.PromptMessage> messages =
        prompt.messages(arguments).stream()
            .map(message ->
                McpSchema.PromptMessage.builder(
                        message.fromUser() ? McpSchema.Role.USER : McpSchema.Role.ASSISTANT,
                        Contents.of(message.content()))
                    .build())
            .toList();
    return McpSchema.GetPromptResult.builder(messages).description(prompt.description()).build();
  }

  Prompt find(String name) {
    Prompt prompt = prompts.get(name);
    if (prompt == null) {
      throw new Failure.InvalidInput(
          "There is no prompt '%s'.".formatted(name),
          "%s Prompts: %s."
              .formatted(Nearest.hint(name, prompts.keySet()), String.join(", ", prompts.keySet()))
              .strip());
    }
    return prompt;
  }

  private static void check(Prompt prompt, Map<String, String> arguments) {
    List<String> known = prompt.arguments().stream().map(Prompt.Argument::name).toList();
    for (String name : arguments.keySet()) {
      if (!known.contains(name)) {
        throw new Failure.InvalidInput(
            "'%s' is not an argument of the prompt '%s'.".formatted(name, prompt.name()),
            "Allowed: " + String.join(", ", known) + ".");
      }
    }
    for (Prompt.Argument argument : prompt.arguments()) {
      if (argument.required() && arguments.getOrDefault(argument.name(), "").isBlank()) {
        throw new Failure.InvalidInput(
            "The prompt '%s' needs '%s' (%s)."
                .formatted(prompt.name(), argument.name(), argument.description()),
            "Add it and ask again.");
      }
    }
  }

  private static McpSchema.PromptArgument toMcp(Prompt.Argument argument) {
    return McpSchema.PromptArgument.builder(argument.name())
        .description(argument.description())
        .required(argument.required())
        .build();
  }
}
