package dev.plumbline.control.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an alert.
 *
 * @param number one more with each
 * @param value what it was about; null for a message of several
 * @param channel where it was sent; null for no message
 * @param delivery the id that its receiver sees; null for no message
 * @param text for people; never with a secret
 */
public record AlertEvent(
    long number,
    Instant time,
    What what,
    String alert,
    @Nullable String value,
    @Nullable String channel,
    @Nullable String delivery,
    String text) {
  /** What can happen. */
  public enum What {
    /** It began to fire. */
    FIRED,
    /** It stopped firing. */
    ENDED,
    /** A message was written for its channels. */
    ANNOUNCED,
    /** A channel took a message. */
    DELIVERED,
    /** A channel did not take a message yet; it is tried again. */
    DELAYED,
    /** A channel never took a message; it is not tried again. */
    FAILED
  }
}
