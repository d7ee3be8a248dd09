package dev.plumbline.mcp.cli;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.audit.Redactor;
import dev.plumbline.mcp.host.InternalErrors;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The command line that every server has. */
@Command(
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    usageHelpAutoWidth = true)
public final class ServerCommand {
  private static final int FAILED = 1;
  private static final Set<String> WIRING = Set.of("serve", "tools", "call");
  private static final Set<String> HELP = Set.of("--help", "-h", "--version", "-V");

  private ServerCommand() {}

  /**
   * Runs the command line of a server and returns its exit code: 0 done, 1 failed, 2 wrong usage.
   *
   * @param in standard input
   * @param out standard output, the only way anything reaches it
   */
  public static int run(
      Program program,
      Map<String, String> environment,
      InputStream in,
      OutputStream out,
      String... arguments) {
    Session session = new Session(program, environment, new HashMap<>(), in, out);
    if (arguments.length == 0) {
      return serveByDefault(session);
    }
    String[] withCommand = withDefault(arguments);
    CommandLine line =
        new CommandLine(new ServerCommand()).setCommandName(program.identity().name());
    commands(session, withCommand[0]).forEach(line::addSubcommand);
    WIRING.stream()
        .map(name -> line.getSubcommands().get(name))
        .filter(Objects::nonNull)
        .forEach(command -> addOptions(session, command.getCommandSpec()));
    // These reach the subcommands that are there already.
    line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((thrown, command, parsed) -> explain(thrown));
    line.getCommandSpec()
        .usageMessage()
        .description(
            program.identity().title()
                + ": an MCP server. Without a command it serves over stdio.");
    line.getCommandSpec().version(program.identity().name() + " " + program.identity().version());
    return line.execute(withCommand);
  }

  /** Clients start servers without arguments and wait for them, so no command line is read then. */
  private static int serveByDefault(Session session) {
    try {
      return new ServeCommand(session).call();
    } catch (IOException | Failure failed) {
      return explain(failed);
    }
  }

  /** Reading a command's options takes time, so only the one that is meant is known, if any is. */
  private static Map<String, Object> commands(Session session, String meant) {
    Map<String, Supplier<Object>> known = new LinkedHashMap<>();
    known.put("serve", () -> new ServeCommand(session));
    known.put("tools", () -> new ToolsCommand(session));
    known.put("call", () -> new CallCommand(session));
    known.put("config", () -> new ConfigCommand(session));
    known.put("token", () -> new TokenCommand(session));
    known.put("completion", CompletionCommand::new);
    session
        .program()
        .commands()
        .forEach((name, command) -> known.put(name, () -> command.apply(session.workbench())));
    boolean single = known.containsKey(meant) && !meant.equals("completion");
    Map<String, Object> commands = new LinkedHashMap<>();
    known.forEach((name, command) -> {
      if (!single || name.equals(meant)) {
        commands.put(name, command.get());
      }
    });
    return commands;
  }

  /** The options that stand for settings of the program. */
  private static void addOptions(Session session, CommandSpec command) {
    for (Program.WiringOption option : session.program().options()) {
      String variable = option.setting().variable();
      OptionSpec.Builder builder =
          OptionSpec.builder(option.name()).description(option.description());
      if (option.value() == null) {
        builder
            .type(String.class)
            .paramLabel("VALUE")
            .setter(new Setter(value -> session.options().put(variable, value.toString())));
      } else {
        String fixed = option.value();
        builder
            .type(boolean.class)
            .arity("0")
            .setter(new Setter(value -> session.options().put(variable, fixed)));
      }
      command.addOption(builder.build());
    }
  }

  /** Hands the value of an option on, and ignores that picocli first clears every option. */
  private record Setter(Consumer<Object> target) implements CommandLine.Model.ISetter {
    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals")
    public <T> T set(T value) {
      if (value != null && !Boolean.FALSE.equals(value)) {
        target.accept(value);
      }
      return value;
    }
  }

  /** {@code serve} is what runs when no command is named. */
  private static String[] withDefault(String[] arguments) {
    boolean help = HELP.contains(arguments[0]);
    boolean serves = arguments[0].startsWith("-");
    if (!serves || help) {
      return arguments;
    }
    String[] serve = new String[arguments.length + 1];
    serve[0] = "serve";
    System.arraycopy(arguments, 0, serve, 1, arguments.length);
    return serve;
  }

  private static int explain(Exception thrown) {
    if (thrown instanceof Failure failure) {
      System.err.println(Redactor.redact(failure.text()));
      return failure instanceof Failure.Misconfigured ? CommandLine.ExitCode.USAGE : FAILED;
    }
    System.err.println(new InternalErrors().report("the command line", thrown));
    return FAILED;
  }
}
