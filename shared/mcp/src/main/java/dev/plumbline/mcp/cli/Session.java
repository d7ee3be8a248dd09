package dev.plumbline.mcp.cli;

import dev.plumbline.kernel.PlumblineHome;
import dev.plumbline.kernel.Settings;
import dev.plumbline.mcp.access.TokenStore;
import dev.plumbline.mcp.audit.AuditLog;
import dev.plumbline.mcp.host.CallMetrics;
import dev.plumbline.mcp.host.Catalog;
import dev.plumbline.mcp.host.McpHost;
import dev.plumbline.mcp.host.Selection;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the commands of one run share.
 *
 * @param options variables that options of the command line set, over those of the environment
 * @param in standard input
 * @param out standard output
 */
record Session(
    Program program,
    Map<String, String> environment,
    Map<String, String> options,
    InputStream in,
    OutputStream out) {
  PlumblineHome home() {
    return PlumblineHome.of(environment);
  }

  /** Reads the configuration; {@code file} overrides PLUMBLINE_CONFIG. */
  Settings settings(@Nullable Path file) {
    String fallback = environment.getOrDefault("PLUMBLINE_CONFIG", "");
    Path chosen = file != null ? file : fallback.isBlank() ? null : Path.of(fallback);
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(options);
    return Settings.load(program.settings(), all, chosen);
  }

  /** What a command of the program's own works with. */
  Program.Workbench workbench() {
    return new Program.Workbench(environment, settings(null), print());
  }

  /** The tokens of HTTP clients, shared by every server of this home. */
  TokenStore tokens() {
    return new TokenStore(home().file("tokens.json"), Clock.systemUTC());
  }

  /** A host over the wired parts. */
  McpHost host(Program.Parts parts, Selection selection, int budget, CallMetrics metrics) {
    Path audit = home().file("audit/" + program.identity().name() + ".jsonl");
    return new McpHost(
        program.identity(),
        new Catalog(parts.toolsets(), parts.tools(), selection),
        parts.features(),
        budget,
        new AuditLog(audit, Clock.systemUTC()),
        metrics,
        Clock.systemUTC());
  }

  /** Standard output as text, for commands that print. */
  PrintStream print() {
    return new PrintStream(out, true, StandardCharsets.UTF_8);
  }
}
