package dev.plumbline.benchmarks.gateway;

import java.time.Duration;
import java.util.Map;

/** Chat completions from many connections: how many, how fast, and what CPU time each took. */
public final class GatewayBenchmark {
  private final Contender contender;
  private final String body;

  /**
   * Measures what listens on a port of this machine.
   *
   * @param pid of its process, whose CPU time counts
   * @param headers that requests carry, such as a key
   */
  public GatewayBenchmark(
      long pid, int port, Map<String, String> headers, String model, boolean stream) {
    this.contender = new Contender(pid, port, headers);
    this.body = (stream ? Bodies.STREAM : Bodies.SHORT).replace("MODEL", model);
  }

  /** Runs for a while and returns one line of a report. */
  public String run(int connections, Duration time) throws InterruptedException {
    Load.Result result = Load.run(contender, body, connections, time);
    return ("%d connections: %d answered, %d failed, %.0f/s; p50 %.2f ms, p99 %.2f ms; first byte"
            + " p50 %.2f ms; CPU %.0f us a request, %.0f requests a CPU second")
        .formatted(
            connections,
            result.requests(),
            result.failed(),
            result.perSecond(),
            result.micros().at(0.5) / 1e3,
            result.micros().at(0.99) / 1e3,
            result.firstMicros().at(0.5) / 1e3,
            result.cpuMicros(),
            result.perCore());
  }
}
