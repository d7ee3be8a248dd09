package dev.plumbline.testkit;

import dev.plumbline.mcp.access.Principal;
import dev.plumbline.mcp.access.Role;
import dev.plumbline.mcp.json.Json;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Block;
import dev.plumbline.mcp.tool.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** A call with a byte budget for text and JSON together; remembers the progress told. */
public record BudgetedCall(int bytes, List<String> progress) implements Call {
  /** A call within the usual budget. */
  public static BudgetedCall standard() {
    return of(24 * 1024);
  }

  /** A call within a budget. */
  public static BudgetedCall of(int bytes) {
    return new BudgetedCall(bytes, new ArrayList<>());
  }

  /** The bytes of an answer on the wire, roughly. */
  public static int size(Answer<?> answer) {
    int size = Text.bytes(Json.records().writeValueAsString(answer.output()));
    for (Block block : answer.blocks()) {
      size +=
          switch (block) {
            case Block.Text text -> Text.bytes(text.text());
            case Block.Resource resource -> Text.bytes(resource.text());
            default -> 0;
          };
    }
    return size;
  }

  /** The text of an answer. */
  public static String text(Answer<?> answer) {
    return ((Block.Text) answer.blocks().getFirst()).text();
  }

  @Override
  public Principal principal() {
    return new Principal("tester", Role.READER);
  }

  @Override
  public boolean offers(String tool) {
    return true;
  }

  @Override
  public <O extends Record> Answer<O> fit(int rows, IntFunction<Answer<O>> answer) {
    Answer<O> best = answer.apply(rows);
    if (size(best) <= bytes) {
      return best;
    }
    best = answer.apply(0);
    int low = 1;
    int high = rows - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Answer<O> tried = answer.apply(middle);
      if (size(tried) <= bytes) {
        best = tried;
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return best;
  }

  @Override
  public void progress(double done, double total, String message) {
    progress.add((int) done + "/" + (int) total + " " + message);
  }

  @Override
  public void log(Level level, String message) {
    // Nobody listens.
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
