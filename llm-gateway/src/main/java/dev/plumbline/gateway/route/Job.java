package dev.plumbline.gateway.route;

import dev.plumbline.control.Provider;
import dev.plumbline.control.Route;
import dev.plumbline.gateway.answer.AnswerForm;
import dev.plumbline.gateway.call.CallTrace;
import dev.plumbline.gateway.call.ClientSink;
import dev.plumbline.gateway.call.Demand;
import dev.plumbline.gateway.call.Endpoint;
import dev.plumbline.gateway.call.LlmCall;
import dev.plumbline.gateway.provider.Cancellation;
import dev.plumbline.gateway.provider.OutgoingBody;
import dev.plumbline.gateway.translate.Translation;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import okio.ByteString;

/** One call on its way, whatever target it goes to. */
record Job(
    LlmCall call,
    Demand demand,
    Route.Timeouts timeouts,
    boolean keepAnswer,
    ClientSink sink,
    Cancellation cancellation,
    long began) {
  /**
   * The call as one target gets it.
   *
   * @param number of the attempt over all targets, from 1
   * @param began when it was sent, in {@link System#nanoTime}
   * @param trace follows it
   */
  record Shot(
      Job job,
      Provider provider,
      Route.Target target,
      Optional<Translation> translation,
      ByteString body,
      int number,
      long began,
      CallTrace.Attempt trace) {
    /** The provider's endpoint. */
    Endpoint endpoint() {
      return translation.map(Translation::endpoint).orElse(job.call().endpoint());
    }

    /** Headers of the application and of the trace that go along. */
    Map<String, String> headers() {
      Map<String, String> passed =
          translation.isEmpty() ? job.call().headers() : Map.<String, String>of();
      if (trace.headers().isEmpty()) {
        return passed;
      }
      Map<String, String> all = new TreeMap<>(passed);
      all.putAll(trace.headers());
      return all;
    }

    /** How its answer looks. */
    AnswerForm form() {
      return AnswerForm.of(endpoint(), Math.max(1, job.call().body().path("n").asInt(1)));
    }

    /** Whether the application is to see the figures at the end of a stream. */
    boolean showFigures() {
      return translation.isPresent() || OutgoingBody.asksForFigures(job.call());
    }

    /** Whether it answers in events; some endpoints never do. */
    boolean streamed() {
      return job.call().stream()
          && endpoint() != Endpoint.EMBEDDINGS
          && endpoint() != Endpoint.COUNT_TOKENS;
    }

    /** Without a stream, an answer begins when it is complete. */
    Route.Timeouts timeouts() {
      Route.Timeouts times = job.timeouts();
      return streamed() ? times : new Route.Timeouts(times.connect(), times.total(), times.total());
    }
  }
}
