package dev.plumbline.gateway.cli;

import dev.plumbline.kernel.Setting;
import dev.plumbline.mcp.text.Table;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** Prints the reference of settings and commands, which is generated from them. */
@Command(
    name = "settings",
    mixinStandardHelpOptions = true,
    description = "Prints the reference of settings and commands as Markdown.")
final class SettingsCommand implements Runnable {
  private final Shell shell;

  SettingsCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    StringBuilder page = new StringBuilder();
    page.append("# llm-gateway: reference\n\n");
    page.append("Written by `bin/llm-gateway settings`.\n\n## Settings\n\n");
    Table table = new Table("variable", "key in a configuration file", "meaning");
    for (Setting setting : Shell.known()) {
      table.row(
          "`" + setting.variable() + "`",
          "`" + setting.key() + "`",
          setting.description() + (setting.secret() ? " A secret." : ""));
    }
    page.append(table).append("\n\n## Commands\n");
    GatewayCommand.line(shell).getSubcommands().values().forEach(line -> usage(page, line));
    shell.out().print(page);
    shell.out().flush();
  }

  private static void usage(StringBuilder page, CommandLine line) {
    if (line.getSubcommands().isEmpty()) {
      page.append("\n```\n").append(line.getUsageMessage(Ansi.OFF)).append("```\n");
    }
    line.getSubcommands().values().forEach(inner -> usage(page, inner));
  }
}
