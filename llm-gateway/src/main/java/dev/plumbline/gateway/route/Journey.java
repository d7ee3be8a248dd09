package dev.plumbline.gateway.route;

import dev.plumbline.control.ControlView;
import dev.plumbline.control.Provider;
import dev.plumbline.control.Provider.Dialect;
import dev.plumbline.control.Route;
import dev.plumbline.gateway.call.CallTrace;
import dev.plumbline.gateway.call.Endpoint;
import dev.plumbline.gateway.call.Metered;
import dev.plumbline.gateway.call.Outcome;
import dev.plumbline.gateway.dialect.Json;
import dev.plumbline.gateway.provider.OutgoingBody;
import dev.plumbline.gateway.route.Job.Shot;
import dev.plumbline.gateway.route.Result.Again;
import dev.plumbline.gateway.translate.Translation;
import dev.plumbline.gateway.translate.Translations;
import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.Status;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** The way of one call along its route; for one thread. */
final class Journey {
  private final Job job;
  private final Route route;
  private final Shooter shooter;
  private final Capabilities capabilities;
  private final Guards guards;
  private final Health health;
  private Route.@Nullable Target first;
  private Route.@Nullable Target last;
  private @Nullable Result lastResult;
  private Failure.@Nullable InvalidInput unfit;
  private boolean busy;
  private boolean denied;
  private int attempts;

  Journey(
      Job job,
      Route route,
      Shooter shooter,
      Capabilities capabilities,
      Guards guards,
      Health health) {
    this.job = job;
    this.route = route;
    this.shooter = shooter;
    this.capabilities = capabilities;
    this.guards = guards;
    this.health = health;
  }

  Outcome go(ControlView view, Predicate<String> allowed) {
    for (Route.Target target : Plan.of(route.targets(), ThreadLocalRandom.current())) {
      Optional<Provider> provider = view.provider(target.provider());
      if (provider.isEmpty()) {
        continue;
      }
      if (!allowed.test(target.provider())) {
        denied = true;
        continue;
      }
      first = first == null ? target : first;
      if (locallyCounted(provider.get())) {
        return outcome(counted());
      }
      if (tryTarget(target, provider.get())) {
        break;
      }
    }
    Result result = lastResult;
    if (result != null) {
      return outcome(result);
    }
    if (unfit != null) {
      throw unfit;
    }
    return outcome(nowhere());
  }

  /** Whether the journey ends here. */
  private boolean tryTarget(Route.Target target, Provider provider) {
    Optional<Translation> translation;
    ByteString body;
    try {
      capabilities
          .against(provider, target.model(), job.call(), job.demand())
          .ifPresent(why -> {
            throw new Failure.InvalidInput(why, "Change it, or use another model.");
          });
      translation = Translations.between(job.call().endpoint(), provider);
      body =
          translation.isEmpty()
              ? OutgoingBody.of(job.call(), target.model())
              : Json.text(translation.get().request(job.call(), target.model(), provider));
    } catch (Failure.InvalidInput cannot) {
      unfit = unfit == null ? cannot : unfit;
      return false;
    }
    for (int attempt = 1; attempt <= Math.max(1, route.retry().attempts()); attempt++) {
      Result result = guarded(target, provider, translation, body);
      if (result == null) {
        return false;
      }
      last = target;
      lastResult = result;
      if (result.again() == Again.NO) {
        return true;
      }
      if (result.again() == Again.ELSEWHERE || !waited(attempt, result)) {
        return job.cancellation().requested();
      }
    }
    return false;
  }

  /** Whether it is time for a further attempt at the same target. */
  private boolean waited(int attempt, Result result) {
    if (attempt >= route.retry().attempts()) {
      return false;
    }
    Optional<Duration> wait =
        Backoff.after(attempt, route.retry(), result.retryAfter(), ThreadLocalRandom.current());
    if (wait.isEmpty()) {
      return false;
    }
    if (job.cancellation().await(wait.get())) {
      lastResult = clientGone();
      return false;
    }
    return true;
  }

  /** One attempt; null when its target is not to be bothered now. */
  private @Nullable Result guarded(
      Route.Target target, Provider provider, Optional<Translation> translation, ByteString body) {
    CircuitBreaker breaker = guards.breaker(target, provider);
    Optional<Bulkhead> bulkhead = guards.bulkhead(provider);
    if (!breaker.tryAcquirePermission()) {
      busy = true;
      return null;
    }
    if (bulkhead.isPresent() && !bulkhead.get().tryAcquirePermission()) {
      breaker.releasePermission();
      busy = true;
      return null;
    }
    attempts++;
    long began = System.nanoTime();
    Endpoint endpoint = translation.map(Translation::endpoint).orElse(job.call().endpoint());
    CallTrace.Attempt trace =
        job.call().trace().attempt(provider, target.model(), endpoint, attempts);
    boolean noted = false;
    try {
      Result result =
          shooter.shoot(new Shot(job, provider, target, translation, body, attempts, began, trace));
      trace.ended(result.httpStatus(), result.errorKind() == null ? "" : result.errorKind());
      note(target, breaker, result, System.nanoTime() - began);
      noted = true;
      return result;
    } finally {
      bulkhead.ifPresent(Bulkhead::onComplete);
      if (!noted) {
        trace.ended(500, "defect");
        breaker.releasePermission();
      }
    }
  }

  private void note(Route.Target target, CircuitBreaker breaker, Result result, long nanos) {
    String kind = result.errorKind();
    if (result.gone()) {
      breaker.releasePermission();
    } else if (result.trouble() || result.status() == Status.INTERRUPTED) {
      breaker.onError(nanos, TimeUnit.NANOSECONDS, new IOException(result.why()));
    } else {
      breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
    }
    if (kind != null && !result.gone()) {
      health.failed(target, kind, result.why());
    }
  }

  private boolean locallyCounted(Provider provider) {
    return job.call().endpoint() == Endpoint.COUNT_TOKENS
        && provider.dialect() != Dialect.ANTHROPIC;
  }

  private Result counted() {
    ByteString body = Json.text(Json.object().put("input_tokens", job.demand().inputTokens()));
    return new Result(
        200,
        Failures.JSON,
        new TreeMap<>(),
        false,
        body,
        Metered.NOTHING,
        Status.OK,
        null,
        -1,
        null,
        Again.NO,
        Optional.empty(),
        "");
  }

  private Result clientGone() {
    return new Result(
        499,
        Failures.JSON,
        new TreeMap<>(),
        false,
        ByteString.EMPTY,
        Metered.NOTHING,
        Status.INTERRUPTED,
        Failures.GONE,
        -1,
        null,
        Again.NO,
        Optional.empty(),
        "");
  }

  private Result nowhere() {
    Dialect dialect = job.call().endpoint().dialect();
    if (busy) {
      Result result =
          shooter
              .failures()
              .own(
                  dialect,
                  503,
                  "unavailable",
                  "provider_unavailable",
                  "No provider of '%s' takes requests now. Try again in some seconds."
                      .formatted(route.id()),
                  Again.NO);
      return result.with("retry-after", "5");
    }
    return denied
        ? shooter
            .failures()
            .own(
                dialect,
                403,
                "denied",
                "provider_not_allowed",
                "The key may use no provider of '%s'. Ask an operator.".formatted(route.id()),
                Again.NO)
        : shooter
            .failures()
            .own(
                dialect,
                500,
                "misconfigured",
                "route_misconfigured",
                "The route '%s' leads to no provider that is set up. Tell an operator."
                    .formatted(route.id()),
                Again.NO);
  }

  private Outcome outcome(Result result) {
    Route.Target target = last;
    Route.Target wanted = first;
    SortedMap<String, String> headers = new TreeMap<>(result.headers());
    if (target != null) {
      headers.putAll(Router.served(target, attempts));
    }
    boolean elsewhere = target != null && !target.equals(wanted);
    return new Outcome(
        result.httpStatus(),
        result.contentType(),
        headers,
        result.begun(),
        result.ending(),
        target,
        attempts,
        elsewhere && wanted != null && result.status() == Status.OK ? wanted.model() : null,
        result.metered(),
        result.status(),
        result.errorKind(),
        System.nanoTime() - job.began(),
        result.firstTokenNanos(),
        result.answer());
  }
}
