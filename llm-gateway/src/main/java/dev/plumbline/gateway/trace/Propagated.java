package dev.plumbline.gateway.trace;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.TreeMap;

/** Headers that tell the next program of a trace, in lower case. */
final class Propagated {
  private Propagated() {}

  static Map<String, String> headers(Context context) {
    Map<String, String> headers = new TreeMap<>();
    W3CTraceContextPropagator.getInstance()
        .inject(
            context,
            headers,
            (carrier, name, value) -> {
              if (carrier != null) {
                carrier.put(name, value);
              }
            });
    return headers;
  }
}
