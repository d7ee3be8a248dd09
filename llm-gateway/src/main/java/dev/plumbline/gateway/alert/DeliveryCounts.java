package dev.plumbline.gateway.alert;

/** Counts what became of messages, for monitoring. */
public interface DeliveryCounts {
  /**
   * Counts one.
   *
   * @param result {@code delivered}, {@code retried} or {@code failed}
   */
  void count(String channel, String result);
}
