package dev.plumbline.sonarqube.tools;

import dev.plumbline.mcp.access.Principal;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.testkit.BudgetedCall;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** A call whose client has a model that gives these answers in turn; keeps what it was asked. */
public record SamplingCall(
    BudgetedCall budget, Deque<String> answers, List<String> systems, List<String> prompts)
    implements Call {
  public static SamplingCall answering(String... answers) {
    return new SamplingCall(
        BudgetedCall.standard(),
        new ArrayDeque<>(List.of(answers)),
        new ArrayList<>(),
        new ArrayList<>());
  }

  @Override
  public Principal principal() {
    return budget.principal();
  }

  @Override
  public boolean offers(String tool) {
    return budget.offers(tool);
  }

  @Override
  public <O extends Record> Answer<O> fit(int rows, IntFunction<Answer<O>> answer) {
    return budget.fit(rows, answer);
  }

  @Override
  public void progress(double done, double total, String message) {
    budget.progress(done, total, message);
  }

  @Override
  public void log(Level level, String message) {
    budget.log(level, message);
  }

  @Override
  public Optional<String> sample(String system, String prompt, int maxTokens) {
    systems.add(system);
    prompts.add(prompt);
    return Optional.ofNullable(answers.poll());
  }

  @Override
  public Optional<Reply> ask(String message, Map<String, Object> schema) {
    return Optional.empty();
  }
}
