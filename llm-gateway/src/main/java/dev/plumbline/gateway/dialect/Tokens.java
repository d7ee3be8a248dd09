package dev.plumbline.gateway.dialect;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import java.util.regex.Pattern;

/**
 * Counts tokens as OpenAI's models do; other models are counted as the newest of those. Safe for
 * many threads. The vocabulary is read when it is first needed, or made ready before.
 */
public final class Tokens {
  /** A run without a break costs the tokenizer more than linear time, so texts are cut. */
  private static final int CHUNK = 2_000;

  private static final int COUNTED_WHOLE = 64_000;

  /** Of longer texts this many chunks are counted, evenly spread. */
  private static final int SAMPLES = COUNTED_WHOLE / CHUNK;

  private static final Pattern OLDER = Pattern.compile("gpt-3\\.5.*|gpt-4(-.*)?|text-embedding-.*");

  /** Claude's tokenizer makes about a quarter more tokens of the same text. */
  private static final int CLAUDE_PERCENT = 125;

  private final EncodingRegistry registry = Encodings.newLazyEncodingRegistry();

  /** Begins to read the vocabulary in the background; who counts before it is there waits. */
  public void prepare() {
    Thread.ofPlatform()
        .daemon()
        .name("tokenizer")
        .start(() -> registry.getEncoding(EncodingType.O200K_BASE).countTokensOrdinary("warm up"));
  }

  /** The tokens of a text for a model; of a very long text nearly so. */
  public long count(String model, String text) {
    if (text.isEmpty()) {
      return 0;
    }
    Encoding encoding =
        registry.getEncoding(
            OLDER.matcher(model).matches() ? EncodingType.CL100K_BASE : EncodingType.O200K_BASE);
    long tokens = count(encoding, text);
    return model.startsWith("claude") ? tokens * CLAUDE_PERCENT / 100 : tokens;
  }

  private static long count(Encoding encoding, String text) {
    int length = text.length();
    if (length <= CHUNK) {
      return encoding.countTokensOrdinary(text);
    }
    int step = length <= COUNTED_WHOLE ? CHUNK : length / SAMPLES;
    long tokens = 0;
    long seen = 0;
    for (int from = 0; from < length; from += step) {
      int to = Math.min(from + CHUNK, length);
      tokens += encoding.countTokensOrdinary(text.substring(from, to));
      seen += to - from;
    }
    return Math.ceilDiv(tokens * length, seen);
  }
}
