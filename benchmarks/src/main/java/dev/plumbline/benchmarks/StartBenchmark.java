package dev.plumbline.benchmarks;

import dev.plumbline.testkit.Launch;
import dev.plumbline.testkit.RawStdio;
import java.nio.file.Path;

/**
 * Time from starting the launcher to the answered {@code initialize} and {@code tools/list} over
 * stdio, and the memory it then holds: with the AOT cache beside without it, in turn.
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

  /** Runs it and returns a report. */
  public String run(int pairs) {
    Measured cached = new Measured();
    Measured plain = new Measured();
    measure("", new Measured());
    for (int i = 0; i < pairs; i++) {
      measure("", cached);
      measure("-XX:AOTMode=off", plain);
    }
    return """
    start of mcp-sonarqube over stdio, %d pairs, median (least to most)
                                with AOT cache          without
    initialize answered, ms     %-22s  %s
    tools/list answered, ms     %-22s  %s
    resident then, MB           %-22s  %s
    tools/list, bytes           %d
    ratio of tools/list with / without the cache: %.2f
    """
        .formatted(
            pairs,
            cached.initialize,
            plain.initialize,
            cached.list,
            plain.list,
            cached.resident,
            plain.resident,
            cached.listBytes,
            cached.list.median() / plain.list.median());
  }

  private void measure(String javaOptions, Measured measured) {
    Launch launch =
        Launch.of(root.resolve("bin/mcp-sonarqube"))
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
