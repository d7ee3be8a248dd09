package dev.plumbline.usage.price;

import dev.plumbline.usage.price.catalog.Usage;
import java.math.BigDecimal;
import java.util.Set;

/** The least that providers bill: Groq's transcription bills at least ten seconds a request. */
final class Minimums {
  private static final BigDecimal SECONDS = BigDecimal.TEN;
  private static final Set<String> MODELS = Set.of("whisper-large-v3", "whisper-large-v3-turbo");

  private Minimums() {}

  /** The usage that is billed; that of several requests together is billed as it is. */
  static Usage apply(String provider, String model, Usage usage) {
    if (!provider.equals("groq") || !MODELS.contains(model) || usage.requests() > 1) {
      return usage;
    }
    BigDecimal any = usage.amount("audio_seconds");
    BigDecimal seconds =
        any == null || any.signum() == 0 ? usage.amount("input_audio_seconds") : any;
    if (seconds == null) {
      return usage;
    }
    BigDecimal billed = seconds.signum() == 0 ? seconds : seconds.max(SECONDS);
    return usage.with("audio_seconds", billed).with("input_audio_seconds", billed);
  }
}
