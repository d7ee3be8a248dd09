package dev.plumbline.mcp.cli;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.host.McpHost;
import dev.plumbline.mcp.host.Selection;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Makes one call and prints the answer. */
@Command(
    name = "call",
    mixinStandardHelpOptions = true,
    description = "Calls one tool and prints its answer. Exit code 1 when the tool fails.")
final class CallCommand implements Callable<Integer> {
  private static final TypeReference<Map<String, Object>> ORDERED_MAP = new TypeReference<>() {};

  private final Session session;
  private final JsonMapper mapper = new JsonMapper();

  @Mixin private ToolChoice choice = new ToolChoice();

  @Parameters(index = "0", paramLabel = "TOOL", description = "The tool's name.")
  private String tool = "";

  @Parameters(index = "1..*", paramLabel = "key=value", description = "Arguments.")
  private List<String> pairs = List.of();

  @Option(names = "--json", paramLabel = "OBJECT", description = "Arguments as a JSON object.")
  private @Nullable String json;

  @Option(names = "--structured", description = "Print the structured content as JSON.")
  private boolean structured;

  @Option(names = "--config", paramLabel = "FILE", description = "Configuration file.")
  private @Nullable Path config;

  CallCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Program.Parts parts = session.program().wire(session.settings(config));
    McpHost host =
        session.host(parts, selection(), McpHost.STANDARD_BUDGET, (name, outcome, took) -> {});
    McpSchema.CallToolResult result;
    try {
      result = host.call(tool, arguments(host), System.err::println);
    } catch (McpError unknown) {
      throw new Failure.Misconfigured(String.valueOf(unknown.getMessage()), "");
    }
    print(result);
    return Boolean.TRUE.equals(result.isError()) ? 1 : 0;
  }

  /** A tool named by hand is meant, whichever toolset it is in. */
  private Selection selection() {
    Selection chosen = choice.selection();
    boolean all = chosen.toolsets().isEmpty() && chosen.tools().isEmpty();
    return all
        ? new Selection(Set.of("all"), Set.of(), chosen.excluded(), chosen.readOnly())
        : chosen;
  }

  private void print(McpSchema.CallToolResult result) {
    PrintStream out = session.print();
    if (structured && result.structuredContent() != null) {
      out.println(
          mapper.writerWithDefaultPrettyPrinter().writeValueAsString(result.structuredContent()));
      return;
    }
    for (McpSchema.Content content : result.content()) {
      if (content instanceof McpSchema.TextContent text) {
        (Boolean.TRUE.equals(result.isError()) ? System.err : out).println(text.text());
      }
    }
  }

  private Map<String, Object> arguments(McpHost host) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    if (json != null) {
      try {
        arguments.putAll(mapper.readValue(json, ORDERED_MAP));
      } catch (JacksonException malformed) {
        throw new Failure.Misconfigured(
            "--json is not a JSON object: " + malformed.getOriginalMessage() + ".",
            "Quote it for the shell, such as '{\"project_key\": \"shop\"}'.");
      }
    }
    Map<?, ?> properties = properties(host);
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new Failure.Misconfigured(
            "'" + pair + "' is not key=value.", "Write arguments as key=value, or use --json.");
      }
      String name = pair.substring(0, equals);
      arguments.put(name, value(properties.get(name), pair.substring(equals + 1)));
    }
    return arguments;
  }

  private Map<?, ?> properties(McpHost host) {
    return host.tools().stream()
        .filter(candidate -> candidate.name().equals(tool))
        .map(candidate -> candidate.inputSchema().get("properties"))
        .map(found -> found instanceof Map<?, ?> map ? map : Map.of())
        .findFirst()
        .orElse(Map.of());
  }

  /** A text stays one; anything else is read as JSON, or left as a text for the tool to refuse. */
  private Object value(@Nullable Object property, String text) {
    boolean isText = !(property instanceof Map<?, ?> map) || "string".equals(map.get("type"));
    if (isText) {
      return text;
    }
    try {
      return mapper.readValue(text, Object.class);
    } catch (JacksonException notJson) {
      return text;
    }
  }
}
