package dev.plumbline.gateway.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that asks a running gateway. */
final class Remote {
  @Option(
      names = "--gateway",
      paramLabel = "URL",
      description = "The gateway to ask. Default: PLUMBLINE_GATEWAY_URL, or http://127.0.0.1:4000.")
  @Nullable String gateway;

  @Option(names = "--json", description = "Print JSON.")
  boolean json;
}
