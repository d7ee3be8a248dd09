package dev.plumbline.mcp.cli;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** Prints the snippet that connects a client to this server. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description = "Prints the snippet to paste into a client's configuration.")
final class ConfigCommand implements Callable<Integer> {
  /** The clients whose configuration we know. */
  enum Client {
    CLAUDE_DESKTOP("claude-desktop", "claude_desktop_config.json", "mcpServers"),
    CLAUDE_CODE("claude-code", ".mcp.json", "mcpServers"),
    CURSOR("cursor", ".cursor/mcp.json", "mcpServers"),
    VSCODE("vscode", ".vscode/mcp.json", "servers"),
    OTHER("other", "your client's MCP configuration", "mcpServers");

    private final String label;
    private final String file;
    private final String root;

    Client(String label, String file, String root) {
      this.label = label;
      this.file = file;
      this.root = root;
    }

    @Override
    public String toString() {
      return label;
    }
  }

  private final Session session;

  @Parameters(index = "0", paramLabel = "CLIENT", description = "One of ${COMPLETION-CANDIDATES}.")
  private Client client = Client.CLAUDE_CODE;

  @Option(names = "--http", description = "Connect to a server that runs already, over HTTP.")
  private boolean http;

  @Option(names = "--url", description = "Its address. Default: this server's port on loopback.")
  private String url = "";

  @Option(
      names = "--command",
      paramLabel = "PATH",
      description = "The launcher. Default: the one of this installation.")
  private String command = "";

  ConfigCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Map<String, Object> document = new LinkedHashMap<>();
    Map<String, Object> server = http ? remote() : local();
    document.put(client.root, Map.of(session.program().identity().name(), server));
    if (client == Client.VSCODE) {
      document.put("inputs", inputs());
    }
    PrintStream out = session.print();
    System.err.println("Paste into " + client.file + ":");
    out.println(new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(document));
    return 0;
  }

  private Map<String, Object> local() {
    Map<String, Object> server = new LinkedHashMap<>();
    if (client == Client.VSCODE || client == Client.CLAUDE_CODE) {
      server.put("type", "stdio");
    }
    server.put("command", launcher());
    server.put("args", List.of());
    Map<String, Object> variables = new LinkedHashMap<>();
    session
        .program()
        .settings()
        .forEach(setting -> {
          String now = session.environment().getOrDefault(setting.variable(), "");
          if (setting.secret()) {
            variables.put(setting.variable(), secret(setting.variable()));
          } else if (!now.isBlank()) {
            variables.put(setting.variable(), now);
          }
        });
    server.put("env", variables);
    return server;
  }

  private Map<String, Object> remote() {
    String token = secret("PLUMBLINE_TOKEN");
    Map<String, Object> server = new LinkedHashMap<>();
    if (client == Client.CLAUDE_DESKTOP) {
      server.put("command", "npx");
      server.put(
          "args",
          // A space within an argument is lost on Windows, so the value comes from a variable.
          List.of("-y", "mcp-remote", address(), "--header", "Authorization:${AUTHORIZATION}"));
      server.put("env", Map.of("AUTHORIZATION", "Bearer " + token));
      return server;
    }
    if (client != Client.CURSOR) {
      server.put("type", "http");
    }
    server.put("url", address());
    server.put("headers", Map.of("Authorization", "Bearer " + token));
    return server;
  }

  /** Where the client takes a secret from; never the secret itself. */
  private String secret(String variable) {
    return switch (client) {
      case CLAUDE_DESKTOP, OTHER -> "<" + variable + ">";
      case CLAUDE_CODE -> "${" + variable + "}";
      case CURSOR -> "${env:" + variable + "}";
      case VSCODE -> "${input:" + variable + "}";
    };
  }

  private List<Map<String, Object>> inputs() {
    List<String> variables = new ArrayList<>();
    if (http) {
      variables.add("PLUMBLINE_TOKEN");
    } else {
      session.program().settings().stream()
          .filter(setting -> setting.secret())
          .forEach(setting -> variables.add(setting.variable()));
    }
    List<Map<String, Object>> inputs = new ArrayList<>();
    for (String variable : variables) {
      Map<String, Object> input = new LinkedHashMap<>();
      input.put("type", "promptString");
      input.put("id", variable);
      input.put("description", variable);
      input.put("password", true);
      inputs.add(input);
    }
    return inputs;
  }

  private String address() {
    return url.isEmpty() ? "http://127.0.0.1:" + session.program().port() + "/mcp" : url;
  }

  private String launcher() {
    if (!command.isEmpty()) {
      return command;
    }
    String name = session.program().identity().name();
    Path here = Path.of("bin", name).toAbsolutePath();
    String own = System.getProperty("plumbline.launcher", "");
    return !own.isEmpty() ? own : Files.isExecutable(here) ? here.toString() : name;
  }
}
