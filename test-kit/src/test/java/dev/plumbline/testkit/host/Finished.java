package dev.plumbline.testkit.host;

import dev.plumbline.testkit.Launch;
import dev.plumbline.testkit.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A program that has run to its end.
 *
 * @param exit its exit code
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record Finished(int exit, String out, String err) {
  static Finished run(Launch launch, Duration atMost) {
    try (ServerProcess process = ServerProcess.start(launch)) {
      process.stdin().close();
      String out = new String(process.stdout().readAllBytes(), StandardCharsets.UTF_8);
      int exit = process.awaitExit(atMost);
      return new Finished(exit, out, process.stderr());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Everything it wrote, for the message of a failed check. */
  String all() {
    return out + "\n--- standard error ---\n" + err;
  }
}
