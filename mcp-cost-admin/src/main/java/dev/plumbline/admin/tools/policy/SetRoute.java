package dev.plumbline.admin.tools.policy;

import dev.plumbline.admin.answer.Choices;
import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.answer.Toolsets;
import dev.plumbline.admin.answer.Undo;
import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.control.Provider;
import dev.plumbline.control.Route;
import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Nearest;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Change;
import dev.plumbline.mcp.tool.Effect;
import dev.plumbline.mcp.tool.FollowUps;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Plan;
import dev.plumbline.mcp.tool.ToolSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says where a model alias goes. */
public final class SetRoute implements Change<SetRoute.Input, SetRoute.Output> {
  private static final Pattern TARGET = Pattern.compile("([^/\\s*]+)/(\\S+?)(?:\\*(\\d{1,6}))?");

  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.change(
          "set_route",
          "Set route",
          "Sends a model alias to targets: tried in order, | shares among equals by weight.",
          Toolsets.POLICY,
          Effect.WRITE,
          Input.class,
          Output.class);

  private final Control control;

  public SetRoute(Control control) {
    this.control = control;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Plan<Output> plan(Input input, Call call) {
    ControlBackend backend = control.able(Ability.ROUTES);
    Optional<Route> before =
        backend.routes().stream()
            .filter(route -> route.id().equals(input.alias.strip()))
            .findFirst();
    Route next = next(input, before.orElse(null));
    requireProviders(backend, next);
    if (before.isPresent() && same(before.get(), next)) {
      return new Plan.Unchanged<>(
          Answer.of(
              new Output(next.id(), false), "**Nothing changed**: the route goes there already."));
    }
    String alias = Untrusted.of(next.id()).inline(80);
    String preview =
        before
            .map(old ->
                "This changes the route %s\n- from %s\n- to %s."
                    .formatted(alias, RouteWords.targets(old), RouteWords.targets(next)))
            .orElseGet(() ->
                "This makes the route %s, which goes to %s."
                    .formatted(alias, RouteWords.targets(next)));
    return new Plan.Proposed<>(
        preview,
        () -> {
          Route kept = backend.put(next);
          return Answer.of(
              new Output(kept.id(), true),
              Text.paragraphs(
                  "**Set** the route %s: %s.".formatted(alias, RouteWords.targets(kept)),
                  before
                      .map(SetRoute::undo)
                      .orElse(
                          "Undo: applications stop asking for it; remove it with bin/llm-gateway"
                              + " route delete."),
                  new FollowUps(call).call("list_routes").toString(),
                  Untrusted.LEGEND));
        });
  }

  /** A preview of what the system would then refuse helps nobody. */
  private static void requireProviders(ControlBackend backend, Route next) {
    if (!backend.profile().can(Ability.CIRCUIT_BREAKERS)) {
      return;
    }
    List<String> known = backend.providers().stream().map(Provider::id).toList();
    for (Route.Target target : next.targets()) {
      if (!known.contains(target.provider())) {
        throw new Failure.NotFound(
            "There is no provider %s.".formatted(Untrusted.of(target.provider()).inline(60)),
            (Nearest.hint(target.provider(), known) + " list_routes shows them.").strip());
      }
    }
  }

  private static String undo(Route old) {
    return new Undo()
        .call(
            "set_route",
            "alias",
            old.id(),
            "targets",
            RouteWords.written(old),
            "attempts",
            old.retry().attempts(),
            "first_token",
            old.timeouts().firstToken(),
            "total",
            old.timeouts().total())
        .toString();
  }

  private static Route next(Input input, @Nullable Route before) {
    List<Route.Target> targets = new ArrayList<>();
    int rank = 0;
    for (String equals : input.targets) {
      for (String one : equals.split("\\|", -1)) {
        targets.add(target(one.strip(), rank));
      }
      rank++;
    }
    Route.Retry retry = before == null ? Route.Retry.USUAL : before.retry();
    Route.Timeouts times = before == null ? Route.Timeouts.USUAL : before.timeouts();
    return new Route(
        input.alias.strip(),
        targets,
        input.attempts == null
            ? retry
            : new Route.Retry(input.attempts, retry.backoff(), retry.maxBackoff()),
        new Route.Timeouts(
            times.connect(),
            input.firstToken == null
                ? times.firstToken()
                : Choices.length("first_token", input.firstToken),
            input.total == null ? times.total() : Choices.length("total", input.total)),
        before == null ? 1 : before.version() + 1);
  }

  private static Route.Target target(String text, int rank) {
    Matcher matcher = TARGET.matcher(text);
    if (!matcher.matches()) {
      throw new Failure.InvalidInput(
          "targets holds %s.".formatted(Untrusted.of(text).inline(80)),
          "Write PROVIDER/MODEL, with a weight as PROVIDER/MODEL*3.");
    }
    int weight = matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3));
    return new Route.Target(matcher.group(1), matcher.group(2), rank, Math.max(1, weight));
  }

  private static boolean same(Route one, Route two) {
    return one.targets().equals(two.targets())
        && one.retry().equals(two.retry())
        && one.timeouts().equals(two.timeouts());
  }

  /** The arguments. */
  public record Input(
      @Param(value = "what applications ask for", min = 1, max = 128) String alias,
      @Param(value = "in order: openai/gpt-5*3|azure/gpt-5 …", min = 1, max = 20)
          List<String> targets,
      @Nullable @Param(value = "for each target", min = 1, max = 10) Integer attempts,
      @Nullable @Param("time-out such as 30s") String firstToken,
      @Nullable @Param("time-out such as 5m") String total) {}

  /** The answer. */
  public record Output(String alias, boolean changed) {}
}
