package dev.plumbline.gateway.record;

import dev.plumbline.gateway.call.LlmCall;
import dev.plumbline.gateway.call.Outcome;
import dev.plumbline.usage.Content;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Decides what of prompts and answers is written down.
 *
 * @param kept whether anything is
 * @param redacted what is blacked out before
 * @param longest characters of each text
 */
public record Texts(boolean kept, List<Pattern> redacted, int longest) {
  /** Nothing is. */
  public static final Texts NONE = new Texts(false, List.of(), 0);

  public Texts {
    redacted = List.copyOf(redacted);
  }

  /** What is written down of a request. */
  public Content content(LlmCall call, Outcome outcome) {
    if (!kept) {
      return Content.NONE;
    }
    String answer = outcome.answer();
    return new Content(clean(call.body().toString()), answer == null ? null : clean(answer));
  }

  private String clean(String text) {
    String clean = text;
    for (Pattern pattern : redacted) {
      clean = pattern.matcher(clean).replaceAll("[redacted]");
    }
    return clean.length() <= longest ? clean : clean.substring(0, longest) + "…";
  }
}
