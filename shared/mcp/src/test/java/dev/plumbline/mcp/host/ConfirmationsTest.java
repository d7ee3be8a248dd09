package dev.plumbline.mcp.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ConfirmationsTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void aPreviewConfirmsOnceAndOnlyItself() {
    Confirmations confirmations = new Confirmations(Clock.fixed(NOON, ZoneOffset.UTC));
    confirmations.show("session/ann", "delete_note", "deletes a");
    assertThat(confirmations.take("session/bob", "delete_note", "deletes a")).isFalse();
    assertThat(confirmations.take("session/ann", "delete_note", "deletes b")).isFalse();
    assertThat(confirmations.take("session/ann", "set_note", "deletes a")).isFalse();
    assertThat(confirmations.take("session/ann", "delete_note", "deletes a")).isTrue();
    assertThat(confirmations.take("session/ann", "delete_note", "deletes a")).isFalse();
  }

  @Test
  void aPreviewExpires() {
    Clock[] now = {Clock.fixed(NOON, ZoneOffset.UTC)};
    Confirmations confirmations =
        new Confirmations(
            new Clock() {
              @Override
              public ZoneOffset getZone() {
                return ZoneOffset.UTC;
              }

              @Override
              public Clock withZone(java.time.ZoneId zone) {
                return this;
              }

              @Override
              public Instant instant() {
                return now[0].instant();
              }
            });
    confirmations.show("ann", "delete_note", "p");
    now[0] = Clock.offset(now[0], Duration.ofMinutes(31));
    assertThat(confirmations.take("ann", "delete_note", "p")).isFalse();
  }
}
