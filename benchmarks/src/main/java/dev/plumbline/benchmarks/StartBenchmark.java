package dev.plumbline.benchmarks;

import dev.plumbline.testkit.Launch;
import dev.plumbline.testkit.RawStdio;
import dev.plumbline.testkit.ServerProcess;
import java.nio.file.Path;

/**
 * Time from starting a launcher to the answered {@code initialize} and {@code tools/list} over
 * stdio, or of the gateway to its first answer over HTTP, and the memory it then holds: beside
 * starts of something else, in turn.
 */
public final class StartBenchmark {
  private static final String GATEWAY = "llm-gateway";

  private final Path home;

  public StartBenchmark(Path home) {
    this.home = home;
  }

  /**
   * One way to start.
   *
   * @param checkout that is built
   * @param javaOptions more of them
   */
  public record Way(String label, Path checkout, String program, String javaOptions) {}

  /** What starts of one way took. */
  private static final class Measured {
    private final Samples initialize = new Samples();
    private final Samples list = new Samples();
    private final Samples resident = new Samples();
    private int listBytes;
  }

  /** Runs both in turn, each once before it counts, and returns a report. */
  public String run(int pairs, Way one, Way other) {
    Measured first = new Measured();
    Measured second = new Measured();
    measure(one, new Measured());
    measure(other, new Measured());
    for (int i = 0; i < pairs; i++) {
      measure(one, first);
      measure(other, second);
    }
    return """
    start, %d pairs, median (least to most)
                                %-22s  %s
    first answer, ms            %-22s  %s
    tools/list answered, ms     %-22s  %s
    resident then, MB           %-22s  %s
    tools/list, bytes           %-22d  %d
    ratios of time and memory: %.2f, %.2f
    """
        .formatted(
            pairs,
            one.label,
            other.label,
            first.initialize,
            second.initialize,
            first.list,
            second.list,
            first.resident,
            second.resident,
            first.listBytes,
            second.listBytes,
            first.list.median() / second.list.median(),
            first.resident.median() / second.resident.median());
  }

  private void measure(Way way, Measured measured) {
    Launch launch =
        Launch.of(way.checkout.resolve("bin").resolve(way.program))
            .home(home)
            .withVariable("PLUMBLINE_JAVA_OPTS", way.javaOptions);
    if (way.program.equals(GATEWAY)) {
      measureGateway(launch.with("serve", "--stand-in", "--port", "0"), measured);
    } else {
      measureServer(launch, measured);
    }
  }

  private static void measureServer(Launch launch, Measured measured) {
    long start = System.nanoTime();
    try (RawStdio client = RawStdio.start(launch)) {
      client.initialize("2025-11-25");
      measured.initialize.add(millisSince(start));
      client.request(2, "tools/list", "{}");
      String line = client.nextLine();
      measured.list.add(millisSince(start));
      measured.listBytes = line.length();
      measured.resident.add(Resident.megabytes(client.process().pid()));
    }
  }

  /** It lists no tools: its only answer counts as the last one. */
  private static void measureGateway(Launch launch, Measured measured) {
    long start = System.nanoTime();
    try (ServerProcess process = ServerProcess.start(launch)) {
      process.awaitHttp();
      measured.initialize.add(millisSince(start));
      measured.list.add(millisSince(start));
      measured.resident.add(Resident.megabytes(process.pid()));
    }
  }

  private static double millisSince(long start) {
    return (System.nanoTime() - start) / 1e6;
  }
}
