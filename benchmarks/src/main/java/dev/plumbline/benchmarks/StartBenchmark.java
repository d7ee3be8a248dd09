package dev.plumbline.benchmarks;

import dev.plumbline.testkit.Launch;
import dev.plumbline.testkit.RawStdio;
import java.nio.file.Path;

/**
 * Time from starting the launcher to the answered {@code initialize} and {@code tools/list} over
 * stdio, and the memory it then holds: beside starts without the AOT cache, or of another checkout,
 * in turn.
 */
public final class StartBenchmark {
  private final Path root;
  private final Path home;

  public StartBenchmark(Path root, Path home) {
    this.root = root;
    this.home = home;
  }

  /** One way to start, and what it took. */
  private static final class Measured {
    private final Samples initialize = new Samples();
    private final Samples list = new Samples();
    private final Samples resident = new Samples();
    private int listBytes;
  }

  /** Runs it beside starts without the cache, and returns a report. */
  public String run(int pairs) {
    return run(pairs, "with AOT cache", "without", root, "-XX:AOTMode=off");
  }

  /** Runs it beside starts of another checkout that is built, such as an older one. */
  public String run(int pairs, Path other) {
    return run(pairs, "this checkout", "the other", other, "");
  }

  private String run(int pairs, String one, String another, Path other, String options) {
    Measured cached = new Measured();
    Measured plain = new Measured();
    measure(root, "", new Measured());
    measure(other, options, new Measured());
    for (int i = 0; i < pairs; i++) {
      measure(root, "", cached);
      measure(other, options, plain);
    }
    return """
    start of mcp-sonarqube over stdio, %d pairs, median (least to most)
                                %-22s  %s
    initialize answered, ms     %-22s  %s
    tools/list answered, ms     %-22s  %s
    resident then, MB           %-22s  %s
    tools/list, bytes           %-22d  %d
    ratio of tools/list: %.2f
    """
        .formatted(
            pairs,
            one,
            another,
            cached.initialize,
            plain.initialize,
            cached.list,
            plain.list,
            cached.resident,
            plain.resident,
            cached.listBytes,
            plain.listBytes,
            cached.list.median() / plain.list.median());
  }

  private void measure(Path checkout, String javaOptions, Measured measured) {
    Launch launch =
        Launch.of(checkout.resolve("bin/mcp-sonarqube"))
            .home(home)
            .withVariable("PLUMBLINE_JAVA_OPTS", javaOptions);
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

  private static double millisSince(long start) {
    return (System.nanoTime() - start) / 1e6;
  }
}
