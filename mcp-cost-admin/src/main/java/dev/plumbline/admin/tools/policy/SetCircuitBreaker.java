package dev.plumbline.admin.tools.policy;

import dev.plumbline.admin.answer.Choices;
import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.answer.Toolsets;
import dev.plumbline.admin.answer.Undo;
import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.control.Provider;
import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Nearest;
import dev.plumbline.mcp.access.Role;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Change;
import dev.plumbline.mcp.tool.Effect;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Plan;
import dev.plumbline.mcp.tool.ToolSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says when a failing provider is left alone. */
public final class SetCircuitBreaker
    implements Change<SetCircuitBreaker.Input, SetCircuitBreaker.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      new ToolSpec<>(
          "set_circuit_breaker",
          "Set circuit breaker",
          "Says when a failing provider's models are left alone, and for how long.",
          Toolsets.POLICY,
          Effect.WRITE,
          true,
          false,
          Role.ADMIN,
          Input.class,
          Output.class);

  private final Control control;

  public SetCircuitBreaker(Control control) {
    this.control = control;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Plan<Output> plan(Input input, Call call) {
    ControlBackend backend = control.able(Ability.CIRCUIT_BREAKERS);
    List<Provider> all = backend.providers();
    Provider provider =
        all.stream()
            .filter(one -> one.id().equals(input.provider.strip()))
            .findFirst()
            .orElseThrow(() ->
                new Failure.NotFound(
                    "There is no provider %s.".formatted(Untrusted.of(input.provider).inline(60)),
                    (Nearest.hint(input.provider.strip(), all.stream().map(Provider::id).toList())
                            + " list_routes shows them.")
                        .strip()));
    Provider.Breaker now = provider.breaker();
    Provider.Breaker next =
        new Provider.Breaker(
            input.failurePercent == null ? now.failurePercent() : input.failurePercent,
            input.leastCalls == null ? now.leastCalls() : input.leastCalls,
            input.open == null ? now.open() : Choices.length("open", input.open));
    if (next.equals(now)) {
      return new Plan.Unchanged<>(
          Answer.of(
              new Output(provider.id(), false), "**Nothing changed**: it is like that already."));
    }
    String name = Untrusted.of(provider.id()).inline(60);
    return new Plan.Proposed<>(
        "This leaves a model of %s alone for %s (now: %s)."
            .formatted(name, RouteWords.breaker(next), RouteWords.breaker(now)),
        () -> {
          backend.put(provider, next);
          return Answer.of(
              new Output(provider.id(), true),
              Text.paragraphs(
                  "**Set**: a model of %s is left alone for %s."
                      .formatted(name, RouteWords.breaker(next)),
                  new Undo()
                      .call(
                          "set_circuit_breaker",
                          "provider",
                          provider.id(),
                          "failure_percent",
                          now.failurePercent(),
                          "least_calls",
                          now.leastCalls(),
                          "open",
                          now.open())
                      .toString(),
                  Untrusted.LEGEND));
        });
  }

  /** The arguments. */
  public record Input(
      @Param("its id") String provider,
      @Nullable @Param(value = "of the last calls", min = 1, max = 100) Integer failurePercent,
      @Nullable @Param(value = "how many there must be", min = 1, max = 10_000) Integer leastCalls,
      @Nullable @Param("how long, such as 30s") String open) {}

  /** The answer. */
  public record Output(String provider, boolean changed) {}
}
