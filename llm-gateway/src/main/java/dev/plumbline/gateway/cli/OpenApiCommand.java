package dev.plumbline.gateway.cli;

import dev.plumbline.gateway.admin.OpenApi;
import picocli.CommandLine.Command;
import tools.jackson.databind.json.JsonMapper;

/** Prints the OpenAPI document of the admin API. */
@Command(
    name = "openapi",
    mixinStandardHelpOptions = true,
    description = "Prints the OpenAPI document of the admin API; needs no running gateway.")
final class OpenApiCommand implements Runnable {
  private final Shell shell;

  OpenApiCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    shell
        .out()
        .println(
            new JsonMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(OpenApi.document()));
  }
}
