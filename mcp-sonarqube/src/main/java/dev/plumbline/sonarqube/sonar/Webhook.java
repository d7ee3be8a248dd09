package dev.plumbline.sonarqube.sonar;

import dev.plumbline.mcp.text.Untrusted;
import java.util.Optional;

/**
 * Where the server reports analyses to.
 *
 * @param signed whether it signs what it sends
 * @param latest the last delivery, if there was one
 */
public record Webhook(
    String key, Untrusted name, Untrusted url, boolean signed, Optional<Delivery> latest) {

  /**
   * Something that was sent.
   *
   * @param at the time as the server writes it
   * @param success whether it was accepted
   * @param httpStatus 0 when there was no answer
   * @param millis how long it took
   * @param project the key of the project it was about; empty when unknown
   */
  public record Delivery(
      String id, String at, boolean success, int httpStatus, long millis, String project) {}
}
