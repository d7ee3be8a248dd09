package dev.plumbline.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a process of its own; closing it stops the process and its children for good. */
public final class ServerProcess implements AutoCloseable {
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
  private static final Pattern ADDRESS =
      Pattern.compile("https?://(?:127\\.0\\.0\\.1|localhost|\\[::1])(?::\\d+)");

  private final Process process;
  private final Queue<String> stderr = new ConcurrentLinkedQueue<>();
  private final Thread stderrReader;

  private ServerProcess(Process process) {
    this.process = process;
    stderrReader = Thread.ofVirtual().start(this::readStderr);
  }

  /** Starts it. */
  public static ServerProcess start(Launch launch) {
    try {
      return new ServerProcess(launch.process().start());
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot start " + launch.command().getFirst(), failed);
    }
  }

  /** Its standard input. */
  public OutputStream stdin() {
    return process.getOutputStream();
  }

  /** Its standard output. */
  public InputStream stdout() {
    return process.getInputStream();
  }

  /** What it has written to standard error so far. */
  public String stderr() {
    return String.join("\n", stderr);
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for it to end and returns its exit code; fails when it does not end in time. */
  public int awaitExit(Duration atMost) {
    try {
      if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("still running after " + atMost + "; stderr:\n" + stderr());
      }
      stderrReader.join(Duration.ofSeconds(5));
      return process.exitValue();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", stopped);
    }
  }

  /** Waits until it names the address it listens on and answers there; returns that address. */
  public URI awaitHttp() {
    long until = System.nanoTime() + STARTS_WITHIN.toNanos();
    while (System.nanoTime() < until && process.isAlive()) {
      Matcher address = ADDRESS.matcher(stderr());
      if (address.find()) {
        URI base = URI.create(address.group());
        if (Health.answers(base)) {
          return base;
        }
      }
      Health.pause();
    }
    throw new AssertionError("the server does not answer over HTTP; stderr:\n" + stderr());
  }

  /** Ends it at once, as a crash does. */
  public void kill() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    awaitExit(Duration.ofSeconds(20));
  }

  @Override
  public void close() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
      }
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    children.forEach(ProcessHandle::destroyForcibly);
  }

  private void readStderr() {
    try (BufferedReader lines = process.errorReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        stderr.add(line);
      }
    } catch (IOException gone) {
      stderr.add("[standard error is gone]");
    }
  }
}
