package dev.plumbline.sonarqube.workspace;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.text.VisibleText;
import dev.plumbline.sonarqube.sonar.ScannerLogin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One run of a scanner. Interrupting the thread that runs it ends the scanner and its children. */
final class ScanProcess {
  private static final int KEPT_LINES = 40;
  private static final int LINE_CHARS = 300;

  /** The host cuts longer errors at their end, where the cause is. */
  private static final int LOG_BYTES = 3_000;

  private final List<String> command;
  private final Path folder;
  private final ScannerLogin login;
  private final Duration limit;

  ScanProcess(List<String> command, Path folder, ScannerLogin login, Duration limit) {
    this.command = command;
    this.folder = folder;
    this.login = login;
    this.limit = limit;
  }

  /**
   * Runs it to its end.
   *
   * @param listener hears each line, made visible
   * @throws Failure.Upstream with the scanner's own errors when it fails
   */
  void run(Consumer<String> listener) throws InterruptedException {
    Process process = start();
    Deque<String> last = new ArrayDeque<>();
    Deque<String> errors = new ArrayDeque<>();
    Thread reader = Thread.startVirtualThread(() -> read(process, listener, last, errors));
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new Failure.Upstream(
            "The scanner did not end within %d minutes and was stopped."
                .formatted(limit.toMinutes()),
            "Scan less with sonar.sources or sonar.exclusions.",
            null);
      }
      reader.join(Duration.ofSeconds(5));
    } finally {
      stop(process);
    }
    if (process.exitValue() != 0) {
      throw failed(process.exitValue(), errors.isEmpty() ? last : errors);
    }
  }

  private Process start() {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("PLUMBLINE_"));
    builder.environment().remove("SONARQUBE_TOKEN");
    builder.environment().putAll(login.environment());
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return process;
    } catch (IOException unstartable) {
      throw new Failure.Misconfigured(
          "The scanner %s cannot be started.".formatted(Path.of(command.getFirst()).getFileName()),
          "Check PLUMBLINE_SONARQUBE_SCANNER, or the scanner on the PATH.");
    }
  }

  private void read(
      Process process, Consumer<String> listener, Deque<String> last, Deque<String> errors) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String visible = Text.cut(login.redact(VisibleText.of(line).strip()), LINE_CHARS);
        if (!visible.isEmpty()) {
          keep(last, visible);
          if (visible.contains("ERROR")) {
            keep(errors, visible);
          }
          listener.accept(visible);
        }
      }
    } catch (IOException ended) {
      keep(last, "(the scanner's output ended)");
    }
  }

  private static void keep(Deque<String> lines, String line) {
    synchronized (lines) {
      lines.addLast(line);
      if (lines.size() > KEPT_LINES) {
        lines.removeFirst();
      }
    }
  }

  private static Failure failed(int exit, Deque<String> lines) {
    String text;
    synchronized (lines) {
      while (lines.size() > 1 && Text.bytes(String.join("\n", lines)) > LOG_BYTES) {
        lines.removeFirst();
      }
      text = String.join("\n", lines);
    }
    return new Failure.Upstream(
        "The scanner failed with exit code %d. It says:\n%s"
            .formatted(exit, Untrusted.of(text).block("scanner output")),
        "Mend what it names and scan again.",
        null);
  }

  private static void stop(Process process) {
    List<ProcessHandle> tree = process.descendants().toList();
    process.destroy();
    tree.forEach(ProcessHandle::destroy);
    if (process.isAlive() || tree.stream().anyMatch(ProcessHandle::isAlive)) {
      process.onExit().completeOnTimeout(process, 3, TimeUnit.SECONDS).join();
      process.destroyForcibly();
      tree.forEach(ProcessHandle::destroyForcibly);
    }
  }
}
