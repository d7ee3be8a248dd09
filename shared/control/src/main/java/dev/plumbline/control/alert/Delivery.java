package dev.plumbline.control.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that a channel still has to take.
 *
 * @param id stays the same however often it is sent
 * @param number those of an alert and channel are sent in this order
 * @param attempts made so far
 * @param due when it is to be tried next
 * @param trouble why the last attempt failed; null before
 * @param body the message, whatever the medium
 */
public record Delivery(
    String id,
    long number,
    String alert,
    String channel,
    int attempts,
    Instant created,
    Instant due,
    @Nullable String trouble,
    String body) {
  /** The same after a failed attempt. */
  public Delivery delayed(Instant next, String why) {
    return new Delivery(id, number, alert, channel, attempts + 1, created, next, why, body);
  }
}
