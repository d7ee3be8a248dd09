package dev.plumbline.admin.backend;

import dev.plumbline.control.Alert;
import dev.plumbline.control.Channel;
import dev.plumbline.control.Silence;
import dev.plumbline.control.alert.AlertEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The alerts of a system, where they are sent, and what came of them. An entry of version 1 is
 * added; any other replaces the one of the version before, or is a {@code Conflict}. Safe for many
 * threads.
 */
public interface Alerting {
  /** All alerts. */
  List<Alert> alerts();

  /** Adds an alert, or changes the one of that id. */
  Alert put(Alert alert);

  /** Removes an alert; its id is never used again. */
  void remove(Alert alert);

  /** All channels, whose addresses are told without what may be a secret. */
  List<Channel> channels();

  /** Adds a channel, or changes the one of that id; an address as it is told stays what it was. */
  Channel put(Channel channel);

  /** Removes a channel that no alert names. */
  void remove(Channel channel);

  /** All silences, past ones too. */
  List<Silence> silences();

  /** Adds a silence, or changes the one of that id. */
  Silence put(Silence silence);

  /** Sends a test message through the channels of an alert, and waits for what becomes of it. */
  List<Tried> test(Alert alert);

  /** What fires now or is still to be told, the newest first. */
  List<Standing> standing();

  /** What happened, the newest first. */
  List<AlertEvent> history(int limit);

  /**
   * What became of a test message.
   *
   * @param trouble why the channel did not take it; null when it did
   */
  record Tried(String channel, @Nullable String trouble) {}

  /**
   * How an alert stands for a value.
   *
   * @param level of the value; null where it has none
   * @param told whether nothing is still to be told
   * @param held whether quiet hours keep it
   * @param until the end of the time it is about; null for an open one
   * @param text what was found, for people
   */
  record Standing(
      String alert,
      @Nullable String level,
      String value,
      boolean firing,
      boolean told,
      boolean held,
      Instant since,
      @Nullable Instant until,
      String text) {}
}
