package dev.plumbline.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to a server over stdio line by line, without any client between. */
public final class RawStdio implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ServerProcess process;
  private final JsonMapper mapper = new JsonMapper();
  private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();

  private RawStdio(ServerProcess process) {
    this.process = process;
    Thread.ofVirtual().start(this::readLines);
  }

  /** Starts a server and speaks to it. */
  public static RawStdio start(Launch launch) {
    return new RawStdio(ServerProcess.start(launch));
  }

  /** The server's process. */
  public ServerProcess process() {
    return process;
  }

  /** Writes a line as it is. */
  public RawStdio send(String line) {
    try {
      process.stdin().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      process.stdin().flush();
    } catch (IOException gone) {
      throw new UncheckedIOException("stderr:\n" + process.stderr(), gone);
    }
    return this;
  }

  /** Writes a request. */
  public RawStdio request(Object id, String method, String params) {
    return send(
        "{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"%s\",\"params\":%s}"
            .formatted(mapper.writeValueAsString(id), method, params));
  }

  /** Writes a call of a tool. */
  public RawStdio call(Object id, String tool, String arguments) {
    return request(
        id, "tools/call", "{\"name\":\"%s\",\"arguments\":%s}".formatted(tool, arguments));
  }

  /** Writes a notification. */
  public RawStdio notify(String method, String params) {
    return send("{\"jsonrpc\":\"2.0\",\"method\":\"%s\",\"params\":%s}".formatted(method, params));
  }

  /** Shakes hands as a client without capabilities and returns the server's result. */
  public JsonNode initialize(String version) {
    return initialize(version, "{}");
  }

  /** Shakes hands with these capabilities and returns the server's result. */
  public JsonNode initialize(String version, String capabilities) {
    request(
        "hello",
        "initialize",
        "{\"protocolVersion\":\"%s\",\"capabilities\":%s,\"clientInfo\":{\"name\":\"raw\",\"version\":\"1\"}}"
            .formatted(version, capabilities));
    JsonNode answer = answer("hello");
    notify("notifications/initialized", "{}");
    return answer.path("result");
  }

  /** The next line as JSON; fails when none comes. */
  public JsonNode next() {
    return mapper.readTree(nextLine());
  }

  /** The answer to the request of that id; what comes before it is dropped. */
  public JsonNode answer(Object id) {
    String wanted = mapper.writeValueAsString(id);
    JsonNode message = next();
    while (message.has("method") || !message.path("id").toString().equals(wanted)) {
      message = next();
    }
    return message;
  }

  /** The next line as it came; fails when none comes. */
  public String nextLine() {
    return poll(PATIENCE)
        .orElseThrow(() -> new AssertionError("no answer; stderr:\n" + process.stderr()));
  }

  /** The next line within that time, if any. */
  public Optional<String> poll(Duration atMost) {
    try {
      Optional<String> line = lines.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
      if (line == null) {
        return Optional.empty();
      }
      if (line.isEmpty()) {
        lines.add(line);
      }
      return line;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Ends the server's input. */
  public void closeInput() {
    try {
      process.stdin().close();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  /** Every line left until the server closes its output. */
  public List<String> remaining() {
    List<String> rest = new ArrayList<>();
    for (Optional<String> line = poll(PATIENCE); line.isPresent(); line = poll(PATIENCE)) {
      rest.add(line.get());
    }
    return rest;
  }

  @Override
  public void close() {
    process.close();
  }

  private void readLines() {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(process.stdout(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(Optional.of(line));
      }
    } catch (IOException gone) {
      lines.add(Optional.of("[standard output is gone: " + gone.getMessage() + "]"));
    }
    lines.add(Optional.empty());
  }
}
