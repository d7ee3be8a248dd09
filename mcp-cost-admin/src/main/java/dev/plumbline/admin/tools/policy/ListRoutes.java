package dev.plumbline.admin.tools.policy;

import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.answer.Toolsets;
import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.control.Provider;
import dev.plumbline.control.Route;
import dev.plumbline.mcp.text.Table;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.FollowUps;
import dev.plumbline.mcp.tool.Question;
import dev.plumbline.mcp.tool.ToolSpec;
import java.util.List;

/** Lists where model aliases go, and the providers behind. */
public final class ListRoutes implements Question<ListRoutes.Input, ListRoutes.Output> {
  private static final ToolSpec<Input, Output> SPEC =
      ToolSpec.question(
          "list_routes",
          "List routes",
          "Model aliases with their targets, retries and time-outs; providers and their breakers.",
          Toolsets.POLICY,
          Input.class,
          Output.class);

  private final Control control;

  public ListRoutes(Control control) {
    this.control = control;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Answer<Output> answer(Input input, Call call) {
    ControlBackend backend = control.able(Ability.ROUTES);
    List<Route> routes = backend.routes();
    List<Provider> providers =
        backend.profile().can(Ability.CIRCUIT_BREAKERS) ? backend.providers() : List.of();
    return call.fit(routes.size(), shown -> answer(routes, shown, providers, call));
  }

  private static Answer<Output> answer(
      List<Route> routes, int shown, List<Provider> providers, Call call) {
    Table table = new Table("Route", "Targets", "Attempts:", "First token in", "All in");
    for (Route route : routes.subList(0, shown)) {
      table.row(
          Untrusted.of(route.id()).inline(80),
          RouteWords.targets(route),
          route.retry().attempts(),
          route.timeouts().firstToken().toSeconds() + " s",
          route.timeouts().total().toSeconds() + " s");
    }
    Table behind = new Table("Provider", "Dialect", "At once:", "Left alone");
    for (Provider provider : providers) {
      behind.row(
          Untrusted.of(provider.id()).inline(60),
          provider.dialect().name().toLowerCase(java.util.Locale.ROOT),
          provider.maxParallel() == 0 ? "any" : provider.maxParallel(),
          RouteWords.breaker(provider.breaker()));
    }
    return Answer.of(
        new Output(
            routes.subList(0, shown).stream()
                .map(route ->
                    new Row(
                        Untrusted.of(route.id()),
                        route.targets().stream()
                            .map(target -> Untrusted.of(target.provider() + "/" + target.model()))
                            .toList()))
                .toList(),
            providers.stream().map(provider -> Untrusted.of(provider.id())).toList()),
        Text.paragraphs(
            routes.isEmpty()
                ? "**No route** is set: models go to the provider that lists them."
                : "**%s**.".formatted(Text.count(routes.size(), "route")),
            table.isEmpty() ? "" : table.toString(),
            shown < routes.size() ? "%d of %d shown.".formatted(shown, routes.size()) : "",
            behind.isEmpty() ? "" : behind.toString(),
            new FollowUps(call).call("set_route").toString(),
            Untrusted.LEGEND));
  }

  /** No arguments. */
  public record Input() {}

  /** The answer. */
  public record Output(List<Row> routes, List<Untrusted> providers) {}

  /** One route. */
  public record Row(Untrusted alias, List<Untrusted> targets) {}
}
