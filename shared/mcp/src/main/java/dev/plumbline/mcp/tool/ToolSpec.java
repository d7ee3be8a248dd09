package dev.plumbline.mcp.tool;

import dev.plumbline.mcp.access.Role;
import java.util.regex.Pattern;

/**
 * What a tool is, before anything of it runs.
 *
 * @param name verb and noun in snake case, such as {@code get_spend}
 * @param title the name a person reads
 * @param description what it answers and when to use it, compact: every agent pays for it
 * @param toolset the group it is switched on and off with
 * @param effect what it does to the world
 * @param idempotent whether calling it twice equals calling it once
 * @param openWorld whether it reaches beyond the server it stands for
 * @param role who may call it
 * @param input the arguments' record
 * @param output the structured answer's record
 */
public record ToolSpec<I extends Record, O extends Record>(
    String name,
    String title,
    String description,
    String toolset,
    Effect effect,
    boolean idempotent,
    boolean openWorld,
    Role role,
    Class<I> input,
    Class<O> output) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");

  public ToolSpec {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("tool name " + name + " is not snake case");
    }
  }

  /** A tool that only reads; reading twice equals reading once. */
  public static <I extends Record, O extends Record> ToolSpec<I, O> question(
      String name, String title, String description, String toolset, Class<I> in, Class<O> out) {
    return new ToolSpec<>(
        name, title, description, toolset, Effect.READ_ONLY, true, false, Role.READER, in, out);
  }

  /** A tool that changes something, for the role its effect calls for. */
  public static <I extends Record, O extends Record> ToolSpec<I, O> change(
      String name,
      String title,
      String description,
      String toolset,
      Effect effect,
      Class<I> in,
      Class<O> out) {
    return new ToolSpec<>(
        name, title, description, toolset, effect, true, false, effect.defaultRole(), in, out);
  }
}
