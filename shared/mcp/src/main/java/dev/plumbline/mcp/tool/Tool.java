package dev.plumbline.mcp.tool;

/**
 * Something an agent can call: one final class, its {@code Input} and its {@code Output} record.
 *
 * @param <I> the arguments; its JSON Schema is derived from the record
 * @param <O> the structured answer; likewise
 */
public sealed interface Tool<I extends Record, O extends Record> permits Question, Change {
  /** What the tool is; always the same object or an equal one. */
  ToolSpec<I, O> spec();
}
