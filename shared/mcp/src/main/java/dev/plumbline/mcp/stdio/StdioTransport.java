package dev.plumbline.mcp.stdio;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpServerTransport;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import reactor.core.publisher.Mono;

/** Writes each message as one line, whole. */
final class StdioTransport implements McpServerTransport {
  private final OutputStream out;
  private final JacksonMcpJsonMapper mapper;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile boolean inputEnded;

  StdioTransport(OutputStream out, JacksonMcpJsonMapper mapper) {
    this.out = out;
    this.mapper = mapper;
  }

  /** From now on the client cannot answer, so that nothing is asked of it any more. */
  void inputEnded() {
    inputEnded = true;
  }

  @Override
  public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message) {
    return Mono.fromRunnable(() -> {
      if (inputEnded && message instanceof McpSchema.JSONRPCRequest) {
        throw new IllegalStateException("the client has closed its end");
      }
      write(message);
    });
  }

  private void write(McpSchema.JSONRPCMessage message) {
    lock.lock();
    try {
      // JSON escapes line breaks inside texts, so the only one is the one that ends the message.
      byte[] json = mapper.writeValueAsString(message).getBytes(StandardCharsets.UTF_8);
      byte[] line = Arrays.copyOf(json, json.length + 1);
      line[json.length] = '\n';
      out.write(line);
      out.flush();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public <T> T unmarshalFrom(Object data, TypeRef<T> typeRef) {
    return mapper.convertValue(data, typeRef);
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.empty();
  }

  @Override
  public void close() {
    // The streams belong to the process.
  }
}
