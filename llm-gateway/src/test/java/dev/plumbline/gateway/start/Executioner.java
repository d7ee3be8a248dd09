package dev.plumbline.gateway.start;

import static org.awaitility.Awaitility.await;

import dev.plumbline.testkit.Launch;
import dev.plumbline.testkit.ServerProcess;
import dev.plumbline.usage.UsageEvent;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Starts gateways in one process, lets clients use them, and kills it, again and again. */
final class Executioner {
  private static final int CLIENTS = 3;
  private static final int CHECK_EVERY = 3;

  private final List<Victim> victims;
  private final Path folder;
  private final SplittableRandom random;

  /**
   * For one thread.
   *
   * @param folder for temporary files of the processes
   */
  Executioner(List<Victim> victims, Path folder, SplittableRandom random) {
    this.victims = victims;
    this.folder = folder;
    this.random = random;
  }

  /** Kills so many processes; looks at the ledgers now and then, and at the end. */
  void run(int kills) throws IOException, InterruptedException {
    for (int kill = 1; kill <= kills; kill++) {
      kill();
      if (kill % CHECK_EVERY == 0 || kill == kills) {
        check();
      }
    }
  }

  /** What is in all ledgers. */
  List<UsageEvent> ledger() {
    return victims.getFirst().ground().shared()
        ? victims.getFirst().ground().events()
        : victims.stream().flatMap(victim -> victim.ground().events().stream()).toList();
  }

  /** Starts them once more, and compares their budgets and all answers with their ledgers. */
  private void check() {
    List<Gateway> gateways = new ArrayList<>();
    try {
      victims.forEach(victim -> gateways.add(victim.ground().start()));
      for (int i = 0; i < gateways.size(); i++) {
        victims.get(i).check(gateways.get(i).guard());
      }
    } finally {
      gateways.forEach(Gateway::close);
    }
  }

  private void kill() throws IOException, InterruptedException {
    Launch launch =
        Launch.java(
                GatewayProcess.class,
                List.of(
                    "-Xmx512m",
                    "-Djava.io.tmpdir=" + folder,
                    "--enable-native-access=ALL-UNNAMED",
                    "--add-opens=java.base/java.nio=ALL-UNNAMED"))
            .with(victims.getFirst().ground().shared() ? victims.getFirst().ground().database() : "")
            .with(victims.stream().map(Victim::home).toArray(String[]::new));
    try (ServerProcess process = ServerProcess.start(launch)) {
      if (random.nextInt(5) == 0) {
        // Perhaps while it takes over what the one before has left.
        Thread.sleep(random.nextInt(500, 2500));
        process.kill();
      } else {
        use(process);
      }
    }
    tidy();
  }

  private void use(ServerProcess process) throws InterruptedException {
    List<String> addresses =
        await()
            .atMost(Duration.ofMinutes(1))
            .pollInterval(Duration.ofMillis(5))
            .until(() -> addresses(process), found -> found.size() == victims.size());
    long before = acknowledged();
    List<Future<?>> clients = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < victims.size(); i++) {
        Victim victim = victims.get(i);
        String address = addresses.get(i);
        for (int client = 0; client < CLIENTS; client++) {
          SplittableRandom own = random.split();
          clients.add(threads.submit(() -> victim.use(address, own)));
        }
      }
      // The first answers take longer than a life should last.
      await()
          .atMost(Duration.ofMinutes(1))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> acknowledged() > before);
      Thread.sleep(random.nextInt(600));
      process.kill();
      for (Future<?> client : clients) {
        client.get();
      }
    } catch (ExecutionException failed) {
      throw new AssertionError(failed.getCause());
    }
  }

  private long acknowledged() {
    return victims.stream().mapToLong(Victim::acknowledged).sum();
  }

  private static List<String> addresses(ServerProcess process) {
    if (!process.isAlive()) {
      throw new AssertionError(process.stderr());
    }
    return process.stderr().lines().filter(line -> line.startsWith("http://")).toList();
  }

  /** Native libraries that a killed process has left. */
  private void tidy() throws IOException {
    try (Stream<Path> left = Files.list(folder)) {
      left.map(Path::toFile).filter(File::isFile).forEach(File::delete);
    }
  }
}
