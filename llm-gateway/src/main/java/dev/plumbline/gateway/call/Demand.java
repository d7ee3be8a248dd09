package dev.plumbline.gateway.call;

/**
 * What a call needs of a target, and the most it can use.
 *
 * @param inputTokens counted with a tokenizer, images and tools included by their usual size
 * @param maxOutputTokens the most it allows; 0 where nothing is generated, -1 where it sets no
 *     bound
 * @param tools whether it offers tools
 * @param vision whether it shows images
 * @param structured whether it prescribes a JSON schema for the answer
 * @param cacheMarks whether it marks what a prompt cache shall keep
 */
public record Demand(
    long inputTokens,
    long maxOutputTokens,
    boolean tools,
    boolean vision,
    boolean structured,
    boolean cacheMarks) {
  /** One without marks for a prompt cache. */
  public Demand(
      long inputTokens, long maxOutputTokens, boolean tools, boolean vision, boolean structured) {
    this(inputTokens, maxOutputTokens, tools, vision, structured, false);
  }
}
