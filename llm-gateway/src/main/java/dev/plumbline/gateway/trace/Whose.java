package dev.plumbline.gateway.trace;

import dev.plumbline.usage.Attribution;
import io.opentelemetry.api.trace.Span;
import org.jspecify.annotations.Nullable;

/** Says on a span whose request it was. */
final class Whose {
  private Whose() {}

  static void describe(Span span, Attribution attribution) {
    put(span, "plumbline.key", attribution.key());
    put(span, "plumbline.department", attribution.department());
    put(span, "plumbline.environment", attribution.environment());
    put(span, "plumbline.task", attribution.task());
  }

  private static void put(Span span, String name, @Nullable String value) {
    if (value != null) {
      span.setAttribute(name, value);
    }
  }
}
