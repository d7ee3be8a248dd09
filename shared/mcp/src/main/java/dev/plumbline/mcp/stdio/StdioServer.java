package dev.plumbline.mcp.stdio;

import dev.plumbline.mcp.access.Principal;
import dev.plumbline.mcp.host.RequestOrigin;
import dev.plumbline.mcp.host.SessionFactories;
import dev.plumbline.mcp.host.WireMessage;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpServerSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves one client over two streams.
 *
 * <p>A line that is no message is answered with an error and the next line is read. At end of input
 * the calls in progress are finished and answered before {@link #run()} returns.
 */
public final class StdioServer {
  private static final Logger LOG = LoggerFactory.getLogger(StdioServer.class);
  private static final Duration DRAIN = Duration.ofSeconds(60);

  private final LineReader lines;
  private final StdioTransport transport;
  private final McpServerSession session;
  private final JacksonMcpJsonMapper mapper;
  private final Phaser inFlight = new Phaser(1);

  /**
   * @param longestLine UTF-8 bytes that a message may have
   */
  public StdioServer(
      InputStream in,
      OutputStream out,
      SessionFactories sessions,
      JacksonMcpJsonMapper mapper,
      int longestLine) {
    this.lines = new LineReader(in, longestLine);
    this.mapper = mapper;
    this.transport = new StdioTransport(out, mapper);
    this.session = sessions.connected().create(transport);
  }

  /** Serves until the input ends. */
  public void run() throws IOException {
    for (LineReader.Line line = lines.next();
        !(line instanceof LineReader.Line.End);
        line = lines.next()) {
      switch (line) {
        case LineReader.Line.Text text when text.value().isBlank() -> {}
        case LineReader.Line.Text text -> receive(WireMessage.parse(mapper, text.value()));
        case LineReader.Line.TooLong tooLong ->
            receive(WireMessage.tooLarge(tooLong.bytes(), tooLong.limit()));
        case LineReader.Line.End _ -> {}
      }
    }
    transport.inputEnded();
    drain();
    session.close();
  }

  private void receive(WireMessage message) {
    switch (message) {
      case WireMessage.Bad bad -> transport.sendMessage(bad.response()).block();
      case WireMessage.Good good -> handle(good.message());
    }
  }

  private void handle(McpSchema.JSONRPCMessage message) {
    Object id = message instanceof McpSchema.JSONRPCRequest request ? request.id() : null;
    McpTransportContext context = new RequestOrigin(Principal.LOCAL, "stdio", id).context();
    inFlight.register();
    session
        .handle(message)
        .contextWrite(values -> values.put(McpTransportContext.KEY, context))
        .doFinally(signal -> inFlight.arriveAndDeregister())
        .subscribe(
            ignored -> {},
            failed -> LOG.debug("a message was not handled: {}", failed.getClass().getName()));
  }

  private void drain() {
    try {
      inFlight.awaitAdvanceInterruptibly(
          inFlight.arrive(), DRAIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      LOG.warn("calls still in progress {} after the end of input are given up", DRAIN);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
