package dev.plumbline.testkit;

import dev.plumbline.mcp.json.Json;
import dev.plumbline.mcp.schema.Arguments;
import dev.plumbline.mcp.schema.RecordSchemas;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Question;
import java.util.Map;

/** Calls tools as the host does: arguments checked and bound first. */
public final class ToolCalls {
  private static final RecordSchemas SCHEMAS = new RecordSchemas();

  private ToolCalls() {}

  /** Calls a tool within the usual budget. */
  public static <I extends Record, O extends Record> Answer<O> call(
      Question<I, O> tool, Map<String, Object> arguments) {
    return call(tool, arguments, BudgetedCall.standard());
  }

  /** Calls a tool as a call. */
  public static <I extends Record, O extends Record> Answer<O> call(
      Question<I, O> tool, Map<String, Object> arguments, BudgetedCall call) {
    Class<I> input = tool.spec().input();
    return tool.answer(
        new Arguments<>(input, SCHEMAS.ofInput(input), Json.records()).bind(arguments), call);
  }
}
