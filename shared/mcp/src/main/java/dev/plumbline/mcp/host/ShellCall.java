package dev.plumbline.mcp.host;

import dev.plumbline.mcp.access.Principal;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** A call that a person typed; there is no model and no form behind it. */
final class ShellCall implements Call {
  private final Results results;
  private final Catalog catalog;
  private final Shell shell;

  ShellCall(Results results, Catalog catalog, Shell shell) {
    this.results = results;
    this.catalog = catalog;
    this.shell = shell;
  }

  @Override
  public Principal principal() {
    return Principal.LOCAL;
  }

  @Override
  public boolean offers(String tool) {
    return catalog.offers(tool, principal().role());
  }

  @Override
  public <O extends Record> Answer<O> fit(int rows, IntFunction<Answer<O>> answer) {
    return results.fit(rows, answer);
  }

  @Override
  public void progress(double done, double total, String message) {
    shell.say(total > 0 ? "%.0f/%.0f %s".formatted(done, total, message) : message);
  }

  @Override
  public void log(Level level, String message) {
    shell.say(level + " " + message);
  }

  @Override
  public Optional<String> sample(String system, String prompt, int maxTokens) {
    return Optional.empty();
  }

  @Override
  public Optional<Reply> ask(String message, Map<String, Object> schema) {
    return Optional.empty();
  }
}
