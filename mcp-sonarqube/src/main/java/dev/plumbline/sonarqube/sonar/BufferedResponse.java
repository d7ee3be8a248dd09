package dev.plumbline.sonarqube.sonar;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sonarqube.ws.client.HttpException;
import org.sonarqube.ws.client.WsResponse;

/** An answer read to its end, so that a broken transfer shows while it can be repeated. */
final class BufferedResponse implements WsResponse {
  private final String url;
  private final int code;
  private final Map<String, List<String>> headers;
  private final byte[] body;

  /**
   * @param headers by lower-case name
   */
  BufferedResponse(String url, int code, Map<String, List<String>> headers, byte[] body) {
    this.url = url;
    this.code = code;
    this.headers = headers;
    this.body = body;
  }

  @Override
  public String requestUrl() {
    return url;
  }

  @Override
  public int code() {
    return code;
  }

  @Override
  public boolean isSuccessful() {
    return code >= 200 && code < 300;
  }

  @Override
  public WsResponse failIfNotSuccessful() {
    if (!isSuccessful()) {
      throw new HttpException(url, code, content());
    }
    return this;
  }

  @Override
  public String contentType() {
    return header("Content-Type").orElse("");
  }

  @Override
  public Optional<String> header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
  }

  @Override
  public Map<String, List<String>> headers() {
    return headers;
  }

  @Override
  public boolean hasContent() {
    return code != 204;
  }

  @Override
  public InputStream contentStream() {
    return new ByteArrayInputStream(body);
  }

  @Override
  public Reader contentReader() {
    return new StringReader(content());
  }

  @Override
  public String content() {
    return new String(body, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    // The connection was given back when the body had been read.
  }
}
