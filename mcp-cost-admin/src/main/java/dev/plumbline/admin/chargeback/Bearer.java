package dev.plumbline.admin.chargeback;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.plumbline.control.ledger.LedgerHistory;
import dev.plumbline.usage.query.By;
import dev.plumbline.usage.query.Dimension;
import java.util.Locale;

/** Who bears costs in a statement. */
public enum Bearer {
  @JsonProperty("department")
  DEPARTMENT,
  @JsonProperty("environment")
  ENVIRONMENT,
  @JsonProperty("project")
  PROJECT,
  @JsonProperty("key")
  KEY;

  /** The project of an event is one of its tags. */
  static final By PROJECTS = new By.Tag(LedgerHistory.PROJECT);

  /** What the ledger is split by. */
  public By by() {
    return switch (this) {
      case DEPARTMENT -> By.of(Dimension.DEPARTMENT);
      case ENVIRONMENT -> By.of(Dimension.ENVIRONMENT);
      case PROJECT -> PROJECTS;
      case KEY -> By.of(Dimension.KEY);
    };
  }

  /** Its name in questions and answers. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
