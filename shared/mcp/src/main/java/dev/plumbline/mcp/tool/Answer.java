package dev.plumbline.mcp.tool;

import java.util.List;

/**
 * What a tool answers: structured for programs, blocks for the reader.
 *
 * @param output the structured content
 * @param blocks what the reader sees, normally one text in Markdown
 */
public record Answer<O extends Record>(O output, List<Block> blocks) {
  public Answer {
    blocks = List.copyOf(blocks);
  }

  /** An answer of one text. */
  public static <O extends Record> Answer<O> of(O output, String markdown) {
    return new Answer<>(output, List.of(new Block.Text(markdown)));
  }
}
