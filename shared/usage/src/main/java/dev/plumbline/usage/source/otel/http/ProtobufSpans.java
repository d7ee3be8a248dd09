package dev.plumbline.usage.source.otel.http;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.source.text.JsonValues;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns OTLP in protobuf into what OTLP/JSON would say; of values only what is plain. */
final class ProtobufSpans {
  private static final int DEEPEST = 4;

  private ProtobufSpans() {}

  /** A request as OTLP/JSON. */
  static JsonNode json(byte[] body) {
    ExportTraceServiceRequest request;
    try {
      request = ExportTraceServiceRequest.parseFrom(body);
    } catch (InvalidProtocolBufferException broken) {
      throw new Failure.InvalidInput(
          "The body is no protobuf of spans: " + broken.getMessage() + ".", "Send OTLP traces.");
    }
    ObjectNode json = JsonValues.mapper().createObjectNode();
    ArrayNode resources = json.putArray("resourceSpans");
    for (ResourceSpans each : request.getResourceSpansList()) {
      ObjectNode resource = resources.addObject();
      attributes(
          each.getResource().getAttributesList(),
          resource.putObject("resource").putArray("attributes"));
      ArrayNode scopes = resource.putArray("scopeSpans");
      for (ScopeSpans scope : each.getScopeSpansList()) {
        ArrayNode spans = scopes.addObject().putArray("spans");
        scope.getSpansList().forEach(span -> span(span, spans.addObject()));
      }
    }
    return json;
  }

  /** The answer: empty, or how many spans were refused. */
  static byte[] answer(long rejected, String why) {
    ExportTraceServiceResponse.Builder answer = ExportTraceServiceResponse.newBuilder();
    if (rejected > 0) {
      answer.setPartialSuccess(
          ExportTracePartialSuccess.newBuilder().setRejectedSpans(rejected).setErrorMessage(why));
    }
    return answer.build().toByteArray();
  }

  private static void span(Span span, ObjectNode json) {
    json.put("traceId", hex(span.getTraceId()));
    json.put("spanId", hex(span.getSpanId()));
    json.put("startTimeUnixNano", Long.toUnsignedString(span.getStartTimeUnixNano()));
    json.put("endTimeUnixNano", Long.toUnsignedString(span.getEndTimeUnixNano()));
    json.putObject("status").put("code", span.getStatus().getCodeValue());
    attributes(span.getAttributesList(), json.putArray("attributes"));
  }

  private static void attributes(List<KeyValue> attributes, ArrayNode json) {
    for (KeyValue attribute : attributes) {
      ObjectNode pair = json.addObject();
      pair.put("key", attribute.getKey());
      value(attribute.getValue(), pair.putObject("value"), 0);
    }
  }

  private static void value(AnyValue value, ObjectNode json, int depth) {
    switch (value.getValueCase()) {
      case STRING_VALUE -> json.put("stringValue", value.getStringValue());
      case BOOL_VALUE -> json.put("boolValue", value.getBoolValue());
      case INT_VALUE -> json.put("intValue", Long.toString(value.getIntValue()));
      case DOUBLE_VALUE -> json.put("doubleValue", value.getDoubleValue());
      case ARRAY_VALUE -> {
        ArrayNode values = json.putObject("arrayValue").putArray("values");
        if (depth < DEEPEST) {
          value
              .getArrayValue()
              .getValuesList()
              .forEach(each -> value(each, values.addObject(), depth + 1));
        }
      }
      default -> {
        // Bytes and structures hold no usage.
      }
    }
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }
}
