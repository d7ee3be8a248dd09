package dev.plumbline.gateway.answer;

import dev.plumbline.gateway.answer.AnswerForm.Part;
import dev.plumbline.gateway.dialect.Json;
import java.io.IOException;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Reads a streamed answer event by event and notes what it says; for one thread. */
public final class AnswerStream {
  private static final int LARGEST_EVENT = 32 << 20;

  private final EventStream events;
  private final AnswerForm form;
  private final Tally tally;

  /** Reads from a source, which the caller closes. */
  public AnswerStream(BufferedSource source, AnswerForm form, Tally tally) {
    this.events = new EventStream(source, LARGEST_EVENT);
    this.form = form;
    this.tally = tally;
  }

  /**
   * One event and what it is.
   *
   * @param data null for a comment, and for the mark that ends OpenAI's streams
   */
  public record Step(EventStream.Event event, Part part, @Nullable ObjectNode data) {}

  /** What is not an event of this kind of answer. */
  public static final class NotAnAnswer extends IOException {
    NotAnAnswer(String message) {
      super(message);
    }
  }

  /** The next event; null when the stream has ended, or was cut within an event. */
  public @Nullable Step next() throws IOException {
    EventStream.Event event = events.next();
    if (event == null) {
      return null;
    }
    byte[] data = event.data();
    if (data == null) {
      return new Step(event, Part.PIECE, null);
    }
    if (form.ends(data)) {
      tally.end();
      return new Step(event, Part.LAST, null);
    }
    ObjectNode json = Json.object(data);
    if (json == null) {
      if (events.finished()) {
        return null;
      }
      throw new NotAnAnswer("an event whose data is not a JSON object");
    }
    return new Step(event, form.event(json, tally), json);
  }

  /** Whether {@link #next} returns without waiting for the network. */
  public boolean ready() {
    return events.ready();
  }
}
