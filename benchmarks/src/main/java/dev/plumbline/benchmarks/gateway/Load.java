package dev.plumbline.benchmarks.gateway;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/** So many connections, each with one request after the other, for a while. */
final class Load {
  private Load() {}

  /**
   * What came of it.
   *
   * @param requests answered with 200
   * @param failed answered otherwise
   * @param micros of each answered request
   * @param firstMicros until the first byte of its body
   * @param cpuSeconds that the contender's process used
   */
  record Result(
      long requests,
      long failed,
      double seconds,
      Percentiles micros,
      Percentiles firstMicros,
      double cpuSeconds) {
    double perSecond() {
      return requests / seconds;
    }

    /** Requests for each second of CPU time. */
    double perCore() {
      return requests / cpuSeconds;
    }

    double cpuMicros() {
      return cpuSeconds * 1e6 / Math.max(1, requests);
    }
  }

  static Result run(Contender contender, String body, int connections, Duration time)
      throws InterruptedException {
    byte[] request = contender.request(body);
    double cpu = Cpu.seconds(contender.pid());
    long start = System.nanoTime();
    List<Future<Worker>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < connections; i++) {
        running.add(
            threads.submit(() -> {
              Worker worker = new Worker();
              worker.work(contender.port(), request, start + time.toNanos());
              return worker;
            }));
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    List<Worker> workers = new ArrayList<>();
    for (Future<Worker> each : running) {
      workers.add(result(each));
    }
    return new Result(
        workers.stream().mapToLong(worker -> worker.count).sum(),
        workers.stream().mapToLong(worker -> worker.failed).sum(),
        seconds,
        Percentiles.of(workers.stream().flatMapToLong(Worker::whole)),
        Percentiles.of(workers.stream().flatMapToLong(Worker::first)),
        Cpu.seconds(contender.pid()) - cpu);
  }

  private static Worker result(Future<Worker> each) throws InterruptedException {
    try {
      return each.get();
    } catch (ExecutionException failed) {
      throw new IllegalStateException("a connection failed", failed.getCause());
    }
  }

  /** One connection. */
  private static final class Worker {
    private long[] micros = new long[1024];
    private long[] firsts = new long[1024];
    private int count;
    private long failed;

    void work(int port, byte[] request, long until) throws IOException {
      try (Connection connection = new Connection(port, request)) {
        while (System.nanoTime() < until) {
          Connection.Exchange exchange = connection.exchange();
          if (exchange.status() == 200) {
            add(exchange);
          } else {
            failed++;
          }
        }
      }
    }

    private void add(Connection.Exchange exchange) {
      if (count == micros.length) {
        micros = Arrays.copyOf(micros, count * 2);
        firsts = Arrays.copyOf(firsts, count * 2);
      }
      micros[count] = exchange.nanos() / 1000;
      firsts[count] = exchange.nanosToFirst() / 1000;
      count++;
    }

    LongStream whole() {
      return Arrays.stream(micros, 0, count);
    }

    LongStream first() {
      return Arrays.stream(firsts, 0, count);
    }
  }
}
