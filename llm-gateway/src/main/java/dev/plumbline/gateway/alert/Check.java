package dev.plumbline.gateway.alert;

import dev.plumbline.control.Alert;
import dev.plumbline.control.ControlState;
import dev.plumbline.control.alert.AlertState;
import java.time.Instant;
import java.util.List;

/** Looks now and then at what an alert is about. */
interface Check {
  /** Everything that holds now. */
  List<Condition> holding(Alert alert, ControlState state, Instant now);

  /** Whether a state that is not among what holds has ended, rather than being unknown. */
  default boolean ends(AlertState state, Instant now) {
    return true;
  }
}
