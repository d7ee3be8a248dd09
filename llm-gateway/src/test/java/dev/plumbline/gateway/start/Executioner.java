package dev.plumbline.gateway.start;

import static org.awaitility.Awaitility.await;

import dev.plumbline.testkit.Launch;
import dev.plumbline.testkit.ServerProcess;
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

/** Starts a gateway in a process of its own, lets clients use it, and kills it. For one thread. */
final class Executioner {
  private static final int CLIENTS = 6;

  private final Victim victim;
  private final Path temporary;
  private final SplittableRandom random;

  /**
   * Kills at moments that the random numbers say.
   *
   * @param temporary for the processes' own files
   */
  Executioner(Victim victim, Path temporary, SplittableRandom random) {
    this.victim = victim;
    this.temporary = temporary;
    this.random = random;
  }

  /** Kills so many processes, one after the other. */
  void kill(int processes) throws IOException, InterruptedException {
    for (int i = 0; i < processes; i++) {
      kill();
    }
  }

  private void kill() throws IOException, InterruptedException {
    Ground ground = victim.ground();
    Launch launch =
        Launch.java(
                GatewayProcess.class,
                List.of(
                    "-Xmx256m",
                    "-XX:+UnlockDiagnosticVMOptions",
                    "-XX:-BytecodeVerificationRemote",
                    "-Djava.io.tmpdir=" + temporary,
                    "--enable-native-access=ALL-UNNAMED",
                    "--add-opens=java.base/java.nio=ALL-UNNAMED"))
            .with(ground.home().toString())
            .with(ground.shared() ? new String[] {ground.database()} : new String[0]);
    try (ServerProcess process = ServerProcess.start(launch)) {
      if (random.nextInt(5) == 0) {
        // Perhaps while it takes over what the one before has left.
        Thread.sleep(random.nextInt(300, 2500));
        process.kill();
      } else {
        use(process);
      }
    }
    tidy();
  }

  private void use(ServerProcess process) throws InterruptedException {
    String address =
        await()
            .atMost(Duration.ofMinutes(1))
            .pollInterval(Duration.ofMillis(5))
            .until(() -> address(process), found -> !found.isEmpty());
    long before = victim.acknowledged();
    List<Future<?>> clients = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int client = 0; client < CLIENTS; client++) {
        SplittableRandom own = random.split();
        clients.add(threads.submit(() -> victim.use(address, own)));
      }
      // The first answers take longer than a life should last.
      await()
          .atMost(Duration.ofMinutes(1))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> victim.acknowledged() > before);
      Thread.sleep(random.nextInt(500));
      process.kill();
      for (Future<?> client : clients) {
        client.get();
      }
    } catch (ExecutionException failed) {
      throw new AssertionError(failed.getCause());
    }
  }

  private static String address(ServerProcess process) {
    if (!process.isAlive()) {
      throw new AssertionError(process.stderr());
    }
    return process
        .stderr()
        .lines()
        .filter(line -> line.startsWith("http://"))
        .findFirst()
        .orElse("");
  }

  /** Native libraries that a killed process has left. */
  private void tidy() throws IOException {
    try (Stream<Path> left = Files.list(temporary)) {
      left.map(Path::toFile).filter(File::isFile).forEach(File::delete);
    }
  }
}
