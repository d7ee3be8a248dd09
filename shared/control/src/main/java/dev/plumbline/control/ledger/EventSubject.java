package dev.plumbline.control.ledger;

import dev.plumbline.control.Subject;
import dev.plumbline.usage.Attribution;
import dev.plumbline.usage.UsageEvent;

/** Whom and what a recorded request was charged to. */
public final class EventSubject {
  private EventSubject() {}

  /** The subject of an event; without a key its key is empty. */
  public static Subject of(UsageEvent event) {
    Attribution who = event.attribution();
    String asked = event.requestedModel();
    return new Subject(
        who.key() == null ? "" : who.key(),
        who.organisation(),
        who.department(),
        who.environment(),
        who.tags().get(LedgerHistory.PROJECT),
        who.task(),
        who.user(),
        asked == null ? event.model() : asked);
  }
}
