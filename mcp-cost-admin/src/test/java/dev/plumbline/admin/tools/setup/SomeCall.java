package dev.plumbline.admin.tools.setup;

import dev.plumbline.mcp.access.Principal;
import dev.plumbline.mcp.access.Role;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** A call of somebody with a role, whose answers may have so many characters. */
record SomeCall(Role role, int characters) implements Call {
  @Override
  public Principal principal() {
    return new Principal("somebody", role);
  }

  @Override
  public boolean offers(String tool) {
    return true;
  }

  @Override
  public <O extends Record> Answer<O> fit(int rows, IntFunction<Answer<O>> answer) {
    for (int shown = rows; shown > 0; shown--) {
      Answer<O> tried = answer.apply(shown);
      if (tried.toString().length() <= characters) {
        return tried;
      }
    }
    return answer.apply(0);
  }

  @Override
  public void progress(double done, double total, String message) {}

  @Override
  public void log(Level level, String message) {}

  @Override
  public Optional<String> sample(String system, String prompt, int maxTokens) {
    return Optional.empty();
  }

  @Override
  public Optional<Reply> ask(String message, Map<String, Object> schema) {
    return Optional.empty();
  }
}
