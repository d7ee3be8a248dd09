package dev.plumbline.stats.tools;

import dev.plumbline.testkit.ForeignText;
import org.junit.jupiter.api.Test;

/**
 * Every text in a structured answer is either foreign, and then {@link
 * dev.plumbline.mcp.text.Untrusted}, or listed in {@code safe-texts} with what makes it safe.
 */
class ForeignTextTest {
  @Test
  void everyTextFieldIsForeignOrKnownToBeSafe() {
    try (Ledger ledger = Ledger.of(Events.twoWeeks())) {
      new ForeignText(ledger.tools()).isListed(ForeignTextTest.class, "/safe-texts");
    }
  }
}
