package dev.plumbline.benchmarks.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Something that answers chat completions.
 *
 * @param pid of its process, whose CPU time counts
 * @param headers that a request to it needs
 */
record Contender(long pid, int port, Map<String, String> headers) {
  /** The bytes of a request with this JSON body. */
  byte[] request(String body) {
    StringBuilder head = new StringBuilder("POST /v1/chat/completions HTTP/1.1\r\n");
    head.append("host: 127.0.0.1:").append(port).append("\r\n");
    head.append("content-type: application/json\r\n");
    new TreeMap<>(headers)
        .forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    head.append("content-length: ").append(bytes.length).append("\r\n\r\n");
    return (head + body).getBytes(StandardCharsets.UTF_8);
  }
}
