package dev.plumbline.mcp.host;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.feature.Completer;
import dev.plumbline.mcp.feature.Prompt;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers {@code completion/complete} for prompts and resource templates. */
final class CompletionHandler {
  private static final int MOST = 100;

  private final PromptHandlers prompts;
  private final ResourceHandlers resources;

  CompletionHandler(PromptHandlers prompts, ResourceHandlers resources) {
    this.prompts = prompts;
    this.resources = resources;
  }

  McpSchema.CompleteResult complete(McpAsyncServerExchange exchange, @Nullable Object params) {
    Params request = Params.of(McpSchema.METHOD_COMPLETION_COMPLETE, params);
    Map<String, Object> argument = request.object("argument");
    String name = String.valueOf(argument.getOrDefault("name", ""));
    String typed = String.valueOf(argument.getOrDefault("value", ""));
    Completer completer = completer(request.object("ref"), name);
    List<String> values = completer.complete(typed, context(request));
    List<String> first = values.subList(0, Math.min(MOST, values.size()));
    return new McpSchema.CompleteResult(
        new McpSchema.CompleteResult.CompleteCompletion(
            first, values.size(), values.size() > first.size()));
  }

  private Completer completer(Map<String, Object> ref, String argument) {
    String type = String.valueOf(ref.get("type"));
    return switch (type) {
      case "ref/prompt" ->
          prompts.find(String.valueOf(ref.get("name"))).arguments().stream()
              .filter(candidate -> candidate.name().equals(argument))
              .map(Prompt.Argument::completer)
              .findFirst()
              .orElseThrow(() -> unknown(argument));
      case "ref/resource" -> {
        Completer completer =
            resources.template(String.valueOf(ref.get("uri"))).completers().get(argument);
        if (completer == null) {
          throw unknown(argument);
        }
        yield completer;
      }
      default ->
          throw new Failure.InvalidInput(
              "The reference type '%s' is unknown.".formatted(type),
              "Use ref/prompt or ref/resource.");
    };
  }

  private static Map<String, String> context(Params request) {
    Map<String, String> filledIn = new LinkedHashMap<>();
    if (request.object("context").get("arguments") instanceof Map<?, ?> arguments) {
      arguments.forEach((key, value) -> filledIn.put(String.valueOf(key), String.valueOf(value)));
    }
    return filledIn;
  }

  private static Failure unknown(String argument) {
    return new Failure.InvalidInput(
        "There is no argument '%s' to complete.".formatted(argument), "Check its name.");
  }
}
