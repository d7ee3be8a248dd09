package dev.plumbline.usage.source.otel.http;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.source.text.JsonValues;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The forms that a body of spans comes in. */
enum TraceBody {
  JSON("application/json"),
  PROTOBUF("application/x-protobuf");

  /** The most bytes that a body may have, packed or not. */
  static final int MOST = 16 * 1024 * 1024;

  private final String contentType;

  TraceBody(String contentType) {
    this.contentType = contentType;
  }

  String contentType() {
    return contentType;
  }

  /** The form that a header names. */
  static Optional<TraceBody> of(@Nullable String header) {
    String type = header == null ? "" : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    for (TraceBody form : values()) {
      if (form.contentType.equals(type)) {
        return Optional.of(form);
      }
    }
    return Optional.empty();
  }

  /** Reads a body whole, unpacked; empty when it is too large. */
  static Optional<byte[]> bytes(InputStream in, @Nullable String encoding) throws IOException {
    byte[] sent = in.readNBytes(MOST + 1);
    if (sent.length > MOST) {
      return Optional.empty();
    }
    if (!"gzip".equalsIgnoreCase(encoding)) {
      return Optional.of(sent);
    }
    try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(sent))) {
      byte[] plain = unpacked.readNBytes(MOST + 1);
      return plain.length > MOST ? Optional.empty() : Optional.of(plain);
    }
  }

  /** The request as OTLP/JSON. */
  JsonNode read(byte[] body) {
    if (this == PROTOBUF) {
      return ProtobufSpans.json(body);
    }
    try {
      JsonNode json = JsonValues.mapper().readTree(body);
      if (json != null && json.isObject()) {
        return json;
      }
    } catch (JacksonException broken) {
      throw new Failure.InvalidInput(
          "The body is no JSON: " + broken.getOriginalMessage() + ".", "Send OTLP traces.");
    }
    throw new Failure.InvalidInput("The body is no JSON object.", "Send OTLP traces.");
  }

  /** The answer to spans that were taken. */
  byte[] answer(long rejected, String why) {
    if (this == PROTOBUF) {
      return ProtobufSpans.answer(rejected, why);
    }
    var answer = JsonValues.mapper().createObjectNode();
    if (rejected > 0) {
      answer
          .putObject("partialSuccess")
          .put("rejectedSpans", Long.toString(rejected))
          .put("errorMessage", why);
    }
    return JsonValues.mapper().writeValueAsBytes(answer);
  }
}
