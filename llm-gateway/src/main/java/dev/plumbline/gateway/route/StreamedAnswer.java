package dev.plumbline.gateway.route;

import dev.plumbline.gateway.answer.AnswerForm.Part;
import dev.plumbline.gateway.answer.AnswerStream;
import dev.plumbline.gateway.answer.AnswerStream.Step;
import dev.plumbline.gateway.answer.Tally;
import dev.plumbline.gateway.call.ClientSink;
import dev.plumbline.gateway.dialect.Json;
import dev.plumbline.gateway.dialect.Tokens;
import dev.plumbline.gateway.provider.Reply;
import dev.plumbline.gateway.route.Job.Shot;
import dev.plumbline.gateway.route.Result.Again;
import dev.plumbline.gateway.translate.Translation;
import dev.plumbline.usage.Status;
import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Passes a streamed answer on, event by event, and holds its end back. What the provider has sent
 * in one piece goes on in one piece; nothing waits for what has not arrived. For one attempt.
 */
final class StreamedAnswer {
  private static final String EVENTS = "text/event-stream";

  private final Failures failures;
  private final Tokens tokens;
  private final Shot shot;
  private final Reply reply;
  private final ClientSink sink;
  private final Tally tally = new Tally();
  private final AnswerStream events;
  private final Translation.@Nullable Events translated;
  private final Buffer passing = new Buffer();
  private final Buffer held = new Buffer();
  private boolean holding;
  private boolean begun;
  private long firstToken = -1;

  StreamedAnswer(Failures failures, Tokens tokens, Shot shot, Reply reply) {
    this.failures = failures;
    this.tokens = tokens;
    this.shot = shot;
    this.reply = reply;
    this.sink = shot.job().sink();
    this.events = new AnswerStream(reply.source(), shot.form(), tally);
    this.translated =
        shot.translation()
            .map(between -> between.events(shot.job().call(), shot.job().demand()))
            .orElse(null);
  }

  /** Runs it to its end, or to that of the client or the provider. */
  Result run() {
    try {
      reply.deadline(shot.began() + shot.job().timeouts().firstToken().toNanos());
      Step step = events.next();
      while (step != null) {
        if (step.part() == Part.ERROR) {
          return error(step);
        }
        take(step);
        boolean last = step.part() == Part.LAST;
        if (!passing.exhausted() && (last || !events.ready()) && !passOn()) {
          return failures.gone(shot, tally, true, begun);
        }
        step = last ? null : events.next();
      }
      return ended(null);
    } catch (AnswerStream.NotAnAnswer garbage) {
      return begun
          ? ended(garbage)
          : failures.badAnswer(shot, String.valueOf(garbage.getMessage()));
    } catch (IOException broken) {
      return ended(broken);
    }
  }

  private void take(Step step) throws IOException {
    holding |= step.part() == Part.END || step.part() == Part.LAST || step.part() == Part.USAGE;
    Buffer to = holding ? held : passing;
    ObjectNode data = step.data();
    if (translated != null) {
      if (data != null) {
        to.write(translated.event(data));
      }
    } else if (step.part() != Part.USAGE || shot.showFigures()) {
      to.write(step.event().bytes(), step.event().offset(), step.event().length());
    }
    if (data != null && firstToken < 0) {
      firstToken = System.nanoTime() - shot.job().began();
      reply.clearDeadline();
    }
  }

  /** Whether the client is still there. */
  private boolean passOn() {
    try {
      if (!begun) {
        begun = true;
        sink.begin(200, EVENTS, headers());
      }
      byte[] bytes = passing.readByteArray();
      sink.write(bytes, 0, bytes.length);
      return true;
    } catch (IOException clientGone) {
      shot.job().cancellation().cancel();
      return false;
    }
  }

  private SortedMap<String, String> headers() {
    SortedMap<String, String> headers = new TreeMap<>(reply.passedHeaders());
    headers.putAll(Router.served(shot));
    return headers;
  }

  /** The stream is over; {@code broken} tells why, when it broke off. */
  private Result ended(@Nullable IOException broken) {
    if (shot.job().cancellation().requested()) {
      return failures.gone(shot, tally, true, begun);
    }
    if (tally.complete()) {
      if (translated != null) {
        held.write(translated.end(tally.counts()));
      }
      return result(Status.OK, null, "");
    }
    if (!begun && passing.exhausted()) {
      return broken == null
          ? failures.badAnswer(shot, "a stream without an answer")
          : failures.noAnswer(shot, broken, true);
    }
    String kind = broken == null ? "stream_cut" : Failures.kind(broken);
    held.write(
        failures.event(
            shot,
            Failures.TIMEOUT.equals(kind) ? 504 : 502,
            Failures.TIMEOUT.equals(kind) ? "provider_timeout" : "provider_stream_cut",
            "The provider '%s' broke off its answer. Ask again.".formatted(shot.provider().id())));
    return result(Status.INTERRUPTED, kind, "The stream broke off.");
  }

  private Result error(Step step) {
    ObjectNode data = step.data() == null ? Json.object() : step.data();
    if (!begun && passing.exhausted()) {
      return failures.within(shot, reply, data);
    }
    if (translated != null) {
      held.write(failures.event(shot, data.path("error")));
    } else {
      held.write(step.event().bytes(), step.event().offset(), step.event().length());
    }
    return result(
        Status.ERROR,
        Failures.status(data.path("error")) == 429 ? "rate_limit" : "provider_error",
        "The provider ended its stream with an error.");
  }

  /** What the client has not got, in its order. */
  private ByteString rest() {
    passing.write(held, held.size());
    return passing.readByteString();
  }

  private Result result(Status status, @Nullable String kind, String why) {
    return new Result(
        200,
        EVENTS,
        reply.passedHeaders(),
        begun,
        rest(),
        tally.metered(Failures.input(shot), Failures.asked(shot), tokens),
        status,
        kind,
        firstToken,
        shot.job().keepAnswer() ? tally.text() : null,
        Again.NO,
        Optional.empty(),
        why);
  }
}
