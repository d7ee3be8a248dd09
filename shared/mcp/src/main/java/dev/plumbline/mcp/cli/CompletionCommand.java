package dev.plumbline.mcp.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a completion script for the shell. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Prints a completion script for bash and zsh; source it.")
final class CompletionCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    CommandSpec own = Objects.requireNonNull(spec);
    own.commandLine()
        .getOut()
        .print(AutoComplete.bash(own.root().name(), own.root().commandLine()));
    own.commandLine().getOut().flush();
  }
}
