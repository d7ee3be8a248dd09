package dev.plumbline.sonarqube.tools;

import dev.plumbline.mcp.json.Json;
import dev.plumbline.mcp.schema.Arguments;
import dev.plumbline.mcp.schema.RecordSchemas;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Change;
import dev.plumbline.mcp.tool.Plan;
import dev.plumbline.testkit.BudgetedCall;
import java.util.Map;

/** Plans changes as the host does, and makes them as it does after a confirmation. */
public final class PlanCalls {
  private static final RecordSchemas SCHEMAS = new RecordSchemas();

  private PlanCalls() {}

  public static <I extends Record, O extends Record> Plan<O> plan(
      Change<I, O> tool, Map<String, Object> arguments) {
    Class<I> input = tool.spec().input();
    return tool.plan(
        new Arguments<>(input, SCHEMAS.ofInput(input), Json.records()).bind(arguments),
        BudgetedCall.standard());
  }

  public static <I extends Record, O extends Record> String preview(
      Change<I, O> tool, Map<String, Object> arguments) {
    return ((Plan.Proposed<O>) plan(tool, arguments)).preview();
  }

  public static <I extends Record, O extends Record> Answer<O> make(
      Change<I, O> tool, Map<String, Object> arguments) {
    return switch (plan(tool, arguments)) {
      case Plan.Proposed<O> proposed -> proposed.apply().get();
      case Plan.Unchanged<O> unchanged -> unchanged.answer();
    };
  }
}
