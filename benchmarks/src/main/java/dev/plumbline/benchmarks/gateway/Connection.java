package dev.plumbline.benchmarks.gateway;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One keep-alive HTTP/1.1 connection that sends the same bytes again and again. It does as little
 * as possible, so that what is measured is not the measuring.
 */
final class Connection implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;
  private final byte[] request;

  Connection(int port, byte[] request) throws IOException {
    this.socket = new Socket();
    socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
    socket.setSoTimeout(60_000);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    this.in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
    this.request = request;
  }

  /**
   * One exchange.
   *
   * @param status of HTTP
   * @param nanosToFirst until the first bytes of the body
   * @param nanos until its end
   */
  record Exchange(int status, long nanosToFirst, long nanos) {}

  Exchange exchange() throws IOException {
    long start = System.nanoTime();
    socket.getOutputStream().write(request);
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    long length = -1;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Long.parseLong(lower.substring(15).strip());
      }
    }
    long first = length < 0 ? chunks() : fixed(length);
    return new Exchange(status, first - start, System.nanoTime() - start);
  }

  private long fixed(long length) throws IOException {
    long first = System.nanoTime();
    in.skipNBytes(length);
    return first;
  }

  private long chunks() throws IOException {
    long first = 0;
    while (true) {
      int size = Integer.parseInt(line().strip(), 16);
      if (first == 0) {
        first = System.nanoTime();
      }
      in.skipNBytes(size);
      line();
      if (size == 0) {
        return first;
      }
    }
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(64);
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
