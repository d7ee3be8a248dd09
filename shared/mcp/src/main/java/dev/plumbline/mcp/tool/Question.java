package dev.plumbline.mcp.tool;

/** A tool that changes nothing. */
public non-sealed interface Question<I extends Record, O extends Record> extends Tool<I, O> {
  /**
   * Answers the question. May block; runs on a virtual thread that is interrupted when the client
   * cancels.
   *
   * @throws dev.plumbline.kernel.Failure when it cannot be answered, saying why and what to do
   */
  Answer<O> answer(I input, Call call);
}
