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
 */
public record Demand(
    long inputTokens, long maxOutputTokens, boolean tools, boolean vision, boolean structured) {}
