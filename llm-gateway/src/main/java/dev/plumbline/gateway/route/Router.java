package dev.plumbline.gateway.route;

import dev.plumbline.control.ControlView;
import dev.plumbline.control.Route;
import dev.plumbline.gateway.call.ClientSink;
import dev.plumbline.gateway.call.Demand;
import dev.plumbline.gateway.call.Dispatcher;
import dev.plumbline.gateway.call.LlmCall;
import dev.plumbline.gateway.call.Outcome;
import dev.plumbline.gateway.dialect.Tokens;
import dev.plumbline.gateway.provider.Cancellation;
import dev.plumbline.gateway.provider.Upstream;
import dev.plumbline.gateway.route.Job.Shot;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Predicate;

/** Sends calls along their routes; safe for many threads, each waiting for its own answer. */
public final class Router implements Dispatcher {
  private final Shooter shooter;
  private final Capabilities capabilities;
  private final Guards guards;
  private final Health health;

  /** The caller closes {@code upstream}. */
  public Router(Upstream upstream, Tokens tokens, Capabilities capabilities, Guards guards) {
    this.shooter = new Shooter(upstream, tokens);
    this.capabilities = capabilities;
    this.guards = guards;
    this.health = new Health(guards, InstantSource.system());
  }

  /** How the targets do. */
  public Health health() {
    return health;
  }

  @Override
  public Outcome dispatch(
      LlmCall call,
      Demand demand,
      Route route,
      ControlView view,
      Predicate<String> allowed,
      boolean keepAnswer,
      ClientSink sink) {
    Cancellation cancellation = new Cancellation();
    sink.onGone(cancellation::cancel);
    Job job =
        new Job(call, demand, route.timeouts(), keepAnswer, sink, cancellation, System.nanoTime());
    return new Journey(job, route, shooter, capabilities, guards, health).go(view, allowed);
  }

  /** The headers that tell an application who answered. */
  static Map<String, String> served(Shot shot) {
    return served(shot.target(), shot.number());
  }

  static Map<String, String> served(Route.Target target, int attempts) {
    return Map.of(
        "x-plumbline-provider",
        ascii(target.provider()),
        "x-plumbline-model",
        ascii(target.model()),
        "x-plumbline-attempts",
        Integer.toString(attempts));
  }

  private static String ascii(String text) {
    boolean plain = text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    return plain ? text : text.replaceAll("[^ -~]", "?");
  }
}
