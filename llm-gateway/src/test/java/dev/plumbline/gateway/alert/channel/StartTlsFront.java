package dev.plumbline.gateway.alert.channel;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * The front of a mail server that begins in clear and says nothing of substance before STARTTLS
 * (RFC 3207); what follows goes to the server behind it.
 */
final class StartTlsFront implements AutoCloseable {
  private final ServerSocket server;
  private final SSLSocketFactory tls;
  private final int behind;
  private final List<String> clear = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * @param tls with its certificate
   * @param behind the port of a mail server on this machine that speaks in clear
   */
  StartTlsFront(SSLSocketFactory tls, int behind) throws IOException {
    this.tls = tls;
    this.behind = behind;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** What clients said in clear. */
  List<String> clear() {
    return List.copyOf(clear);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        threads.execute(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      if (beginsTls(client)) {
        SSLSocket inner = (SSLSocket) tls.createSocket(client, null, client.getPort(), false);
        inner.setUseClientMode(false);
        try (inner;
            Socket mail = new Socket(InetAddress.getLoopbackAddress(), behind)) {
          inner.startHandshake();
          line(mail.getInputStream());
          threads.execute(() -> copy(mail, inner));
          inner.getInputStream().transferTo(mail.getOutputStream());
        }
      }
    } catch (IOException gone) {
      // The client left, or did not like the certificate.
    }
  }

  /** Speaks in clear until TLS begins; false when the client leaves before. */
  private boolean beginsTls(Socket client) throws IOException {
    OutputStream out = client.getOutputStream();
    say(out, "220 localhost ready");
    while (true) {
      String said = line(client.getInputStream());
      if (said.isEmpty()) {
        return false;
      }
      clear.add(said);
      String verb = said.toUpperCase(Locale.ROOT);
      if (verb.startsWith("EHLO")) {
        say(out, "250-localhost\r\n250-AUTH PLAIN LOGIN\r\n250 STARTTLS");
      } else if (verb.equals("STARTTLS")) {
        say(out, "220 go ahead");
        return true;
      } else {
        say(out, "530 Must issue a STARTTLS command first");
      }
    }
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException gone) {
      // One of them left.
    }
  }

  private static void say(OutputStream out, String text) throws IOException {
    out.write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /** A line, read byte by byte: what comes after it belongs to TLS. */
  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.append((char) next);
    }
    return line.toString().strip();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    threads.shutdownNow();
  }
}
