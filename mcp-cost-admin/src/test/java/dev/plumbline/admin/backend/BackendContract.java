package dev.plumbline.admin.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.plumbline.kernel.Failure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every backend does, as far as its profile says that it can. */
public abstract class BackendContract {
  private BackendSubject subject;

  /** A system without keys, budgets and policies, which is used for one test. */
  protected abstract BackendSubject start();

  /** Ends it. */
  protected abstract void stop();

  @BeforeEach
  final void startSubject() {
    subject = start();
  }

  @AfterEach
  final void stopSubject() {
    subject.backend().close();
    stop();
  }

  private ControlBackend backend() {
    return subject.backend();
  }

  /** Keys. */
  @Nested
  class Keys extends KeyContract {
    Keys() {
      super(() -> subject);
    }
  }

  /** Budgets and limits. */
  @Nested
  class Spending extends SpendingContract {
    Spending() {
      super(() -> subject);
    }
  }

  /** Routes, breakers, caches. */
  @Nested
  class Policies extends PolicyContract {
    Policies() {
      super(() -> subject);
    }
  }

  /** Alerts, channels, silences. */
  @Nested
  class Alerts extends AlertContract {
    Alerts() {
      super(() -> subject);
    }
  }

  /** Set-up files. */
  @Nested
  class SetUps extends SetUpContract {
    SetUps() {
      super(() -> subject);
    }
  }

  @ParameterizedTest
  @EnumSource
  void saysHowFarItHasEachAbility(Ability ability) {
    switch (backend().profile().of(ability)) {
      case Support.Full full -> assertThat(backend().profile().can(ability)).isTrue();
      case Support.Partly partly -> assertThat(partly.bounds()).matches("[A-Z].{15,}\\.");
      case Support.None none -> {
        assertThat(none.instead()).matches("[A-Z].{15,}\\.");
        assertThat(backend().profile().can(ability)).isFalse();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesWhatItCannotAndSaysWhatCanBeDone(Ability ability) {
    assumeThat(backend().profile().of(ability)).isInstanceOf(Support.None.class);
    Attempts.at(ability, subject)
        .ifPresent(attempt ->
            assertThatThrownBy(attempt::run)
                .isInstanceOfSatisfying(
                    Failure.InvalidInput.class,
                    refused -> {
                      assertThat(refused.next()).isNotBlank();
                      assertThat(refused.getMessage()).contains(backend().profile().name());
                    }));
  }
}
