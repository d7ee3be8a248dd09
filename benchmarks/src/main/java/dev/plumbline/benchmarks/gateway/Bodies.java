package dev.plumbline.benchmarks.gateway;

/** What is asked in the benchmark. */
final class Bodies {
  /** A short question with a bounded answer. */
  static final String SHORT =
      "{\"model\":\"MODEL\",\"messages\":[{\"role\":\"system\",\"content\":\"You are brief.\"},"
          + "{\"role\":\"user\",\"content\":\"Name three rivers in Europe and the seas they reach.\"}],"
          + "\"max_tokens\":100,\"temperature\":0.2}";

  /** The same as a stream. */
  static final String STREAM = SHORT.replace("{\"model\"", "{\"stream\":true,\"model\"");

  private Bodies() {}
}
