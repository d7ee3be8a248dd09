package dev.plumbline.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.mcp.access.Principal;
import dev.plumbline.mcp.access.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class OpenSessionsTest {
  private static final Principal ANN = new Principal("ann", Role.READER);
  private static final Principal BOB = new Principal("bob", Role.READER);

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final OpenSessions sessions = new OpenSessions(Duration.ofMinutes(1), now::get);

  @Test
  void theLeastUsedSessionMakesRoom() {
    open(ANN, 256);
    open(BOB, 1);
    assertThat(sessions.use("ann-0", ANN)).isTrue();

    sessions.admit(ANN);

    assertThat(sessions.count()).isEqualTo(256);
    assertThat(sessions.use("ann-0", ANN)).isTrue();
    assertThat(sessions.use("ann-1", ANN)).isFalse();
    assertThat(sessions.use("bob-0", BOB)).isTrue();
  }

  @Test
  void sessionsInUseAreNeverForgotten() {
    open(ANN, 256);
    for (int i = 0; i < 256; i++) {
      sessions.streamOpened("ann-" + i);
    }
    now.set(now.get().plusSeconds(3600));

    assertThatThrownBy(() -> sessions.admit(ANN))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(429));
    sessions.admit(BOB);
    assertThat(sessions.count()).isEqualTo(256);
  }

  @Test
  void unusedSessionsAreForgottenAfterAWhile() {
    open(ANN, 2);
    now.set(now.get().plusSeconds(50));
    assertThat(sessions.use("ann-1", ANN)).isTrue();
    now.set(now.get().plusSeconds(50));

    sessions.admit(BOB);

    assertThat(sessions.use("ann-0", ANN)).isFalse();
    assertThat(sessions.use("ann-1", ANN)).isTrue();
  }

  private void open(Principal principal, int count) {
    for (int i = 0; i < count; i++) {
      sessions.admit(principal);
      sessions.bind(principal.name() + "-" + i, principal);
    }
  }
}
