package dev.plumbline.usage.source.otel.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.LedgerWriter;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.source.otel.GenAiSpan;
import dev.plumbline.usage.source.text.Times;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/**
 * Listens for OTLP/HTTP at {@code POST /v1/traces}, JSON or protobuf, and writes each span that is
 * a call of a model into the ledger as {@code opentelemetry}. A request is acknowledged once its
 * events are durable; sent again, they count once.
 */
public final class OtlpReceiver implements AutoCloseable {
  /** The port that OTLP/HTTP exporters use unless told otherwise. */
  public static final int PORT = 4318;

  private static final int DRAIN_SECONDS = 2;

  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Intake intake;

  private OtlpReceiver(HttpServer http, Intake intake) {
    this.http = http;
    this.intake = intake;
  }

  /**
   * Starts one.
   *
   * @param host 127.0.0.1, or another address of this machine, which then needs a token
   * @param port 0 for a free one
   * @param token what senders must prove with {@code Authorization: Bearer}; empty for none
   * @param ledger where events go; its owner closes it after this
   * @param pricing gives an event its charge
   */
  public static OtlpReceiver start(
      String host,
      int port,
      Optional<String> token,
      LedgerWriter ledger,
      UnaryOperator<UsageEvent> pricing,
      Clock clock) {
    InetAddress address = address(host);
    if (!address.isLoopbackAddress() && token.filter(text -> !text.isBlank()).isEmpty()) {
      throw new Failure.Misconfigured(
          host + " can be reached from other machines, and no token is set.",
          "Set a token, or listen on 127.0.0.1.");
    }
    try {
      HttpServer http = HttpServer.create(new InetSocketAddress(address, port), 0);
      Intake intake = new Intake(ledger);
      OtlpReceiver receiver = new OtlpReceiver(http, intake);
      GenAiSpan spans = new GenAiSpan(new Times(ZoneOffset.UTC, clock));
      TraceRequests requests = new TraceRequests(token, spans, pricing, intake);
      http.setExecutor(receiver.threads);
      http.createContext("/", exchange -> answer(exchange, requests));
      http.start();
      return receiver;
    } catch (IOException taken) {
      throw new Failure.Misconfigured(
          "Port %d of %s cannot be listened on: %s.".formatted(port, host, taken.getMessage()),
          "Choose another port, or end what uses it.");
    }
  }

  private static void answer(HttpExchange exchange, TraceRequests requests) throws IOException {
    try (exchange) {
      requests.handle(exchange);
    }
  }

  private static InetAddress address(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException unknown) {
      throw new Failure.Misconfigured(
          "The host '" + host + "' is unknown.", "Name an address of this machine.");
    }
  }

  /** The port it listens on. */
  public int port() {
    return http.getAddress().getPort();
  }

  /** Takes no more, lets open requests end and writes what they brought. */
  @Override
  public void close() {
    http.stop(DRAIN_SECONDS);
    intake.close();
    threads.close();
  }
}
