package dev.plumbline.gateway.admin;

import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.Written;
import java.util.List;

/** Puts events from elsewhere into the ledger: those whose ids are new, all of them or none. */
public interface EventIntake {
  /** Durable on return. */
  Written add(List<UsageEvent> events);
}
