package dev.plumbline.admin.tools.setup;

import dev.plumbline.mcp.text.Untrusted;
import java.util.List;

/**
 * What a change of the set-up has done.
 *
 * @param problems what was not done, as many as fit
 * @param notInFile how many things are there that the file does not name
 */
public record SetUpResult(
    long added,
    long changed,
    long removed,
    long failed,
    long skipped,
    int notInFile,
    List<Problem> problems) {
  /** Something that was not done. */
  public record Problem(String step, Untrusted title, Untrusted why) {}
}
