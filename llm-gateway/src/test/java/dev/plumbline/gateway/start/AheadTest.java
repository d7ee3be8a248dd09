package dev.plumbline.gateway.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class AheadTest {
  private final AtomicInteger closed = new AtomicInteger();

  @Test
  void whatKeptItFromOpeningIsToldToTheOneWhoWaits() {
    Failure broken = new Failure.Misconfigured("The file is broken.", "Name another.");
    Supplier<AtomicInteger> opener =
        () -> {
          throw broken;
        };
    try (Ahead<AtomicInteger> ahead =
        new Ahead<>("opening", opener, AtomicInteger::incrementAndGet)) {
      assertThatThrownBy(ahead::get).isSameAs(broken);
      assertThatCode(ahead::close).doesNotThrowAnyException();
    }
  }

  @Test
  void whatNobodyWaitedForIsClosedOnceItIsOpen() {
    CountDownLatch open = new CountDownLatch(1);
    Supplier<AtomicInteger> opener =
        () -> {
          await(open);
          return closed;
        };
    Ahead<AtomicInteger> ahead = new Ahead<>("opening", opener, AtomicInteger::incrementAndGet);
    open.countDown();
    ahead.close();
    assertThat(closed).hasValue(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
