package dev.plumbline.admin.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.plumbline.control.Alert;
import dev.plumbline.control.Channel;
import dev.plumbline.control.Level;
import dev.plumbline.control.Scope;
import dev.plumbline.control.Silence;
import dev.plumbline.kernel.Failure;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every backend that has alerts does with them. */
abstract class AlertContract {
  private static final String ADDRESS = "http://127.0.0.1:9/hooks/s3cret";

  private final Supplier<BackendSubject> subject;

  AlertContract(Supplier<BackendSubject> subject) {
    this.subject = subject;
  }

  @BeforeEach
  void needsAlerts() {
    assumeThat(subject.get().backend().profile().can(Ability.ALERTS)).isTrue();
  }

  private Alerting alerting() {
    return subject.get().backend().alerting();
  }

  private static Alert alert(String threshold, long version, String... channels) {
    return new Alert(
        "contract",
        "contract",
        Alert.Kind.DAILY_SPEND,
        new Scope(Level.DEPARTMENT, Scope.EACH),
        null,
        new BigDecimal(threshold),
        ZoneOffset.UTC,
        Alert.Severity.WARNING,
        List.of(channels),
        Duration.ofHours(2),
        null,
        Alert.MORNING,
        true,
        true,
        version);
  }

  private static Channel hook(String url, boolean enabled, long version) {
    return new Channel(
        "hook", "hook", Channel.Kind.ALERTMANAGER, null, url, null, enabled, version);
  }

  @Test
  void keepsAlerts() {
    List<Alert> before = alerting().alerts();
    Alert made = alerting().put(alert("5", 1));
    assertThat(made).isEqualTo(alert("5", 1));
    assertThat(alerting().alerts()).contains(made).hasSize(before.size() + 1);
    Alert changed = alerting().put(alert("6", 2));
    assertThat(changed.threshold()).isEqualByComparingTo("6");
    assertThatThrownBy(() -> alerting().put(alert("7", 2))).isInstanceOf(Failure.Conflict.class);
    assertThatThrownBy(() -> alerting().put(alert("8", 1))).isInstanceOf(Failure.Conflict.class);
    alerting().remove(changed);
    assertThat(alerting().alerts()).isEqualTo(before);
    assertThatThrownBy(() -> alerting().remove(changed)).isInstanceOf(Failure.NotFound.class);
  }

  @Test
  void keepsChannelsAndTheirAddressesToItself() {
    Channel made = alerting().put(hook(ADDRESS, true, 1));
    assertThat(made.url()).isEqualTo("http://127.0.0.1:9/" + Channel.HIDDEN);
    Channel off = alerting().put(hook(String.valueOf(made.url()), false, 2));
    assertThat(alerting().channels()).containsExactly(off);
    assertThat(alerting().channels().toString()).doesNotContain("s3cret");
    Alert user = alerting().put(alert("5", 1, "hook"));
    assertThatThrownBy(() -> alerting().remove(off)).isInstanceOf(Failure.Conflict.class);
    alerting().remove(user);
    alerting().remove(off);
    assertThat(alerting().channels()).isEmpty();
  }

  @Test
  void saysWhichChannelTookATest() {
    Alert alert = alerting().put(alert("5", 1));
    assertThat(alerting().test(alert)).isEmpty();
    alerting().put(hook(ADDRESS, true, 1));
    assertThat(alerting().test(alert))
        .singleElement()
        .satisfies(tried -> {
          assertThat(tried.channel()).isEqualTo("hook");
          assertThat(tried.trouble()).isNotBlank().doesNotContain("s3cret");
        });
    assertThat(alerting().standing()).isEmpty();
    assertThat(alerting().history(10)).isEmpty();
  }

  @Test
  void keepsSilences() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Alert alert = alerting().put(alert("5", 1));
    Silence wanted =
        new Silence(
            "contract", alert.id(), null, now, now.plusSeconds(60), "a test", "contract", 1);
    assertThat(alerting().put(wanted)).isEqualTo(wanted);
    Silence longer =
        new Silence(
            "contract", alert.id(), null, now, now.plusSeconds(90), "a test", "contract", 2);
    assertThat(alerting().put(longer)).isEqualTo(longer);
    assertThat(alerting().silences()).containsExactly(longer);
  }
}
