package dev.plumbline.usage.sample;

/** A model that the organisation uses. */
enum Model {
  SONNET("anthropic", "claude-sonnet-4-5", "us", 900, 14, 0.88),
  HAIKU("anthropic", "claude-haiku-4-5", "us", 450, 7, 0.84),
  GPT("openai", "gpt-4.1", "us", 700, 11, 0.86),
  GPT_MINI("openai", "gpt-4.1-mini", "us", 400, 6, 0.8),
  EMBEDDING("openai", "text-embedding-3-small", "us", 90, 0, 0),
  FLASH("google", "gemini-2.5-flash", "eu", 350, 5, 0.81),
  MIXTRAL("ovhcloud", "mixtral-8x7b-instruct-v0.1", "eu", 300, 9, 0.862);

  final String provider;
  final String id;

  /** Where its provider processes the data. */
  final String location;

  /** Usually until the first token. */
  final int firstTokenMillis;

  /** Usually for each further token. */
  final int millisPerToken;

  /** The mean score of its summaries. */
  final double quality;

  Model(
      String provider,
      String id,
      String location,
      int firstTokenMillis,
      int millisPerToken,
      double quality) {
    this.provider = provider;
    this.id = id;
    this.location = location;
    this.firstTokenMillis = firstTokenMillis;
    this.millisPerToken = millisPerToken;
    this.quality = quality;
  }

  /** The model that stands in when this one fails. */
  Model standIn() {
    return this == HAIKU ? GPT_MINI : HAIKU;
  }
}
