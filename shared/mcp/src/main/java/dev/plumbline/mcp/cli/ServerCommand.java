package dev.plumbline.mcp.cli;

import dev.plumbline.kernel.Failure;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line that every server has. */
@Command(
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    usageHelpAutoWidth = true)
public final class ServerCommand {
  private static final int FAILED = 1;

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
    Session session = new Session(program, environment, in, out);
    CommandLine line =
        new CommandLine(new ServerCommand())
            .setCommandName(program.identity().name())
            .addSubcommand(new ServeCommand(session))
            .addSubcommand(new ToolsCommand(session))
            .addSubcommand(new CallCommand(session))
            .addSubcommand(new ConfigCommand(session))
            .addSubcommand(new TokenCommand(session))
            .addSubcommand(new CompletionCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
            .setExecutionExceptionHandler((thrown, command, parsed) -> explain(thrown, command));
    line.getCommandSpec()
        .usageMessage()
        .description(
            program.identity().title()
                + ": an MCP server. Without a command it serves over stdio.");
    line.getCommandSpec().version(program.identity().name() + " " + program.identity().version());
    return line.execute(withDefault(arguments));
  }

  /** {@code serve} is what runs when no command is named. */
  private static String[] withDefault(String[] arguments) {
    boolean help =
        arguments.length > 0
            && (arguments[0].equals("--help")
                || arguments[0].equals("-h")
                || arguments[0].equals("--version")
                || arguments[0].equals("-V"));
    boolean serves = arguments.length == 0 || arguments[0].startsWith("-");
    if (!serves || help) {
      return arguments;
    }
    String[] serve = new String[arguments.length + 1];
    serve[0] = "serve";
    System.arraycopy(arguments, 0, serve, 1, arguments.length);
    return serve;
  }

  private static int explain(Exception thrown, CommandLine command) throws Exception {
    if (thrown instanceof Failure failure) {
      command.getErr().println(command.getColorScheme().errorText(failure.text()));
      return failure instanceof Failure.Misconfigured
          ? command.getCommandSpec().exitCodeOnInvalidInput()
          : FAILED;
    }
    throw thrown;
  }
}
