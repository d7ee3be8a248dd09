package dev.plumbline.gateway.start;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Sends bytes as they are, which may be no proper HTTP. */
final class RawClient {
  private static final int PATIENCE_MILLIS = 30_000;

  private RawClient() {}

  /** A connection whose reads do not last for ever. */
  static Socket open(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  /** Everything that comes back until the gateway closes the connection. */
  static String send(int port, String request) throws IOException {
    try (Socket socket = open(port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return rest(socket.getInputStream());
    }
  }

  /** What comes until the end of the connection, however it ends. */
  static String rest(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    byte[] piece = new byte[4096];
    try {
      for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
        text.append(new String(piece, 0, count, StandardCharsets.UTF_8));
      }
    } catch (SocketTimeoutException open) {
      throw open;
    } catch (IOException ended) {
      return text.toString();
    }
    return text.toString();
  }

  /** A POST whose connection ends after its answer. */
  static String post(String path, String key, String body, String... headers) {
    StringBuilder head = new StringBuilder();
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return "POST %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nConnection: close\r\n%sContent-Length: %d\r\n\r\n%s"
        .formatted(path, key, head, body.length(), body);
  }
}
