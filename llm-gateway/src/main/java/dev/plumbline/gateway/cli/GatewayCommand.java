package dev.plumbline.gateway.cli;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.host.InternalErrors;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of {@code llm-gateway}. */
@Command(
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    usageHelpAutoWidth = true,
    description = "A proxy in front of every provider of models. Without a command it serves.")
public final class GatewayCommand {
  private static final int FAILED = 1;
  private static final String SERVE = "serve";
  private static final Set<String> HELP = Set.of("--help", "-h", "--version", "-V");

  private GatewayCommand() {}

  /** Runs a command line and returns its exit code: 0 done, 1 failed, 2 wrong usage. */
  public static int run(
      Starter starter, Map<String, String> environment, PrintStream out, String... arguments) {
    PrintStream text = new PrintStream(out, true, StandardCharsets.UTF_8);
    Shell shell = new Shell(starter, Map.copyOf(environment), text);
    String[] all = withDefault(arguments);
    // Describing all commands takes a good part of a start, so serving describes only itself.
    CommandLine line = all[0].equals(SERVE) ? serving(shell) : line(shell);
    line.setOut(new PrintWriter(text, true, StandardCharsets.UTF_8));
    return line.execute(all);
  }

  private static CommandLine serving(Shell shell) {
    return named(new CommandLine(new GatewayCommand()).addSubcommand(new ServeCommand(shell)));
  }

  /** The command line with all its commands. */
  static CommandLine line(Shell shell) {
    return named(
        new CommandLine(new GatewayCommand())
            .addSubcommand(new ServeCommand(shell))
            .addSubcommand(new KeyCommand(shell))
            .addSubcommand(new BudgetCommand(shell))
            .addSubcommand(new LimitCommand(shell))
            .addSubcommand(new RouteCommand(shell))
            .addSubcommand(new ProviderCommand(shell))
            .addSubcommand(new AlertCommand(shell))
            .addSubcommand(new TokenCommand(shell))
            .addSubcommand(new UsageCommand(shell))
            .addSubcommand(new OpenApiCommand(shell))
            .addSubcommand(new SettingsCommand(shell)));
  }

  private static CommandLine named(CommandLine line) {
    line.setCommandName("llm-gateway")
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((thrown, command, parsed) -> explain(thrown));
    String built = GatewayCommand.class.getPackage().getImplementationVersion();
    line.getCommandSpec()
        .version("llm-gateway " + Objects.requireNonNullElse(built, "development"));
    return line;
  }

  /** {@code serve} is what runs when no command is named. */
  private static String[] withDefault(String[] arguments) {
    boolean named =
        arguments.length > 0 && (!arguments[0].startsWith("-") || HELP.contains(arguments[0]));
    if (named) {
      return arguments;
    }
    String[] serve = new String[arguments.length + 1];
    serve[0] = SERVE;
    System.arraycopy(arguments, 0, serve, 1, arguments.length);
    return serve;
  }

  private static int explain(Exception thrown) {
    if (thrown instanceof Failure failure) {
      System.err.println(failure.text());
      return failure instanceof Failure.Misconfigured ? CommandLine.ExitCode.USAGE : FAILED;
    }
    System.err.println(new InternalErrors().report("the command line", thrown));
    return FAILED;
  }
}
