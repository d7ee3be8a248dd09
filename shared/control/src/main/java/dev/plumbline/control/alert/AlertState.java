package dev.plumbline.control.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an alert stands for one value.
 *
 * @param level of the value, such as {@code department}; null where it has none
 * @param firing whether it holds now
 * @param over whether its span is past, so that it never fires again
 * @param owes what is still to be told
 * @param held whether quiet hours keep it
 * @param since when it began to fire last
 * @param until the end of its span; null for an open one
 * @param ended when it stopped firing; null while it fires
 * @param told when something was told last; null for never
 * @param by the replica that saw it begin
 * @param text what was found, as one line for people
 * @param figures the same for programs, a JSON object
 * @param firings how often it began to fire
 */
public record AlertState(
    Key key,
    @Nullable String level,
    boolean firing,
    boolean over,
    Owes owes,
    boolean held,
    Instant since,
    @Nullable Instant until,
    @Nullable Instant ended,
    @Nullable Instant told,
    String by,
    String text,
    String figures,
    long firings) {
  /**
   * Names a state.
   *
   * @param value such as the name of a department or the id of a key
   * @param span the stretch of time it is about, with what else tells it apart; empty for none
   */
  public record Key(String alert, String value, String span) {}

  /** What is still to be told. */
  public enum Owes {
    NOTHING,
    FIRED,
    ENDED,
    /** That it fired and ended again. */
    BOTH
  }

  /** Whether it fires or something is still to be told. */
  public boolean live() {
    return firing || owes != Owes.NOTHING;
  }

  /** Stops firing. */
  public AlertState ended(Instant now, boolean past, Owes after) {
    return new AlertState(
        key, level, false, past, after, held, since, until, now, told, by, text, figures, firings);
  }

  /** Everything is told. */
  public AlertState told(Instant now) {
    return new AlertState(
        key,
        level,
        firing,
        over,
        Owes.NOTHING,
        false,
        since,
        until,
        ended,
        now,
        by,
        text,
        figures,
        firings);
  }

  /** Quiet hours keep it. */
  public AlertState hold() {
    return new AlertState(
        key, level, firing, over, owes, true, since, until, ended, told, by, text, figures,
        firings);
  }
}
