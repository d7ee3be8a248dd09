package dev.plumbline.benchmarks.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/**
 * The gateway's HTTP server and client with nothing between them: the least that a gateway made of
 * these two can take for a request that is not streamed.
 */
public final class BarePassThrough extends Handler.Abstract {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final int CONNECTIONS = 512;

  private final HttpUrl provider;
  private final OkHttpClient client =
      new OkHttpClient.Builder()
          .retryOnConnectionFailure(false)
          .followRedirects(false)
          .connectionPool(new ConnectionPool(CONNECTIONS, 60, TimeUnit.SECONDS))
          .readTimeout(Duration.ZERO)
          .writeTimeout(Duration.ZERO)
          .build();

  private BarePassThrough(HttpUrl provider) {
    this.provider = provider;
  }

  /**
   * Serves chat completions until the process ends.
   *
   * @param provider a base URL with its {@code /v1}
   */
  public static void serve(int port, String provider) throws Exception {
    QueuedThreadPool threads = new QueuedThreadPool();
    threads.setVirtualThreadsExecutor(new VirtualThreadPool());
    Server server = new Server(threads);
    ServerConnector connector = new ServerConnector(server, 1, 1);
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    server.addConnector(connector);
    server.setHandler(new BarePassThrough(HttpUrl.get(provider + "/chat/completions")));
    server.start();
    server.join();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    try (InputStream in = Content.Source.asInputStream(request);
        okhttp3.Response answer = client.newCall(toProvider(in.readAllBytes())).execute()) {
      byte[] body = answer.body().bytes();
      response.setStatus(answer.code());
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, JSON.toString());
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
      Content.Sink.write(response, true, ByteBuffer.wrap(body));
    }
    callback.succeeded();
    return true;
  }

  private okhttp3.Request toProvider(byte[] body) {
    return new okhttp3.Request.Builder()
        .url(provider)
        .header("authorization", "Bearer none")
        .header("accept-encoding", "identity")
        .post(RequestBody.create(body, JSON))
        .build();
  }
}
