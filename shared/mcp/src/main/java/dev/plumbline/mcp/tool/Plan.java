package dev.plumbline.mcp.tool;

import java.util.function.Supplier;

/** What a {@link Change} would do. */
public sealed interface Plan<O extends Record> {
  /**
   * A change that waits for confirmation.
   *
   * @param preview Markdown that states exactly what would change, from which value to which
   * @param apply makes the change; called at most once
   */
  record Proposed<O extends Record>(String preview, Supplier<Answer<O>> apply) implements Plan<O> {}

  /**
   * Nothing would change, so nothing needs to be confirmed.
   *
   * @param answer says so
   */
  record Unchanged<O extends Record>(Answer<O> answer) implements Plan<O> {}
}
