package dev.plumbline.gateway.http;

import dev.plumbline.gateway.call.ClientSink;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/** Passes a streamed answer on to its client. */
final class JettySink implements ClientSink {
  private final Exchange exchange;
  private final ClientWatch watch;
  private final SortedMap<String, String> own;
  private volatile boolean failed;

  /**
   * Passes on.
   *
   * @param own headers of the gateway itself
   */
  JettySink(Exchange exchange, ClientWatch watch, SortedMap<String, String> own) {
    this.exchange = exchange;
    this.watch = watch;
    this.own = own;
  }

  @Override
  public void begin(int status, String contentType, SortedMap<String, String> headers) {
    SortedMap<String, String> all = new TreeMap<>(headers);
    all.putAll(own);
    all.put("cache-control", "no-cache");
    exchange.start(status, contentType, all);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      exchange.write(bytes, offset, length);
    } catch (IOException gone) {
      failed = true;
      throw gone;
    }
  }

  @Override
  public boolean gone() {
    return failed || watch.gone();
  }

  @Override
  public void onGone(Runnable cancel) {
    watch.whenGone(cancel);
  }
}
