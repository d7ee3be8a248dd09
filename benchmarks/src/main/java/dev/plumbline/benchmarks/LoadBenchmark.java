package dev.plumbline.benchmarks;

import dev.plumbline.testkit.Served;
import dev.plumbline.testkit.ServerProcess;
import dev.plumbline.testkit.TestClient;
import dev.plumbline.testkit.Wire;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Many MCP clients over streamable HTTP that call one tool after the other for a while: how many
 * calls, how many errors, and what memory the server holds on the way.
 */
public final class LoadBenchmark {
  private static final int SAMPLES = 12;

  private final Upstream upstream;
  private final AtomicLong calls = new AtomicLong();
  private final Queue<String> errors = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean over = new AtomicBoolean();

  public LoadBenchmark(Upstream upstream) {
    this.upstream = upstream;
  }

  /**
   * Runs it and returns a report.
   *
   * @param warmUp how long the clients call before memory is looked at
   * @param time how long they call then
   */
  public String run(int clients, Duration warmUp, Duration time) {
    List<String> memory = new ArrayList<>();
    try (Served served =
        Served.over(Wire.HTTP, upstream.launch().with("--requests-per-minute", "1000000"))) {
      long server = served.process().map(ServerProcess::pid).orElseThrow();
      Questions questions;
      try (TestClient first = served.connect()) {
        questions = Questions.of(first, upstream.project());
      }
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        int offset = i;
        threads.add(Thread.ofVirtual().start(() -> work(served, questions, offset)));
      }
      pause(warmUp);
      long before = calls.get();
      memory.add(megabytes(server));
      for (int i = 0; i < SAMPLES; i++) {
        pause(time.dividedBy(SAMPLES));
        memory.add(megabytes(server));
      }
      long made = calls.get() - before;
      over.set(true);
      threads.forEach(LoadBenchmark::join);
      pause(Duration.ofSeconds(5));
      return report(clients, time, made, memory, megabytes(server));
    }
  }

  private String report(
      int clients, Duration time, long made, List<String> memory, String afterwards) {
    return """
    %d clients over streamable HTTP for %d s: %d calls, %.1f a second, %d errors
    resident, MB, from start to end: %s
    start %s, middle %s, end %s; five seconds after the last call %s
    %s\
    """
        .formatted(
            clients,
            time.toSeconds(),
            made,
            made / (double) time.toSeconds(),
            errors.size(),
            String.join(" ", memory),
            memory.getFirst(),
            memory.get(memory.size() / 2),
            memory.getLast(),
            afterwards,
            errors.stream().distinct().limit(5).map(it -> it + "\n").reduce("", String::concat));
  }

  private void work(Served served, Questions questions, int offset) {
    List<String> tools = questions.tools();
    try (TestClient client = served.connect()) {
      for (int i = offset; !over.get(); i++) {
        String tool = tools.get(i % tools.size());
        McpSchema.CallToolResult result = client.call(tool, questions.arguments(tool));
        calls.incrementAndGet();
        if (Boolean.TRUE.equals(result.isError())) {
          errors.add(tool + ": " + TestClient.text(result));
        }
      }
    } catch (RuntimeException failed) {
      errors.add("a client ended: " + failed);
    }
  }

  private static String megabytes(long pid) {
    return "%.0f".formatted(Resident.megabytes(pid));
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join(Duration.ofSeconds(60));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
