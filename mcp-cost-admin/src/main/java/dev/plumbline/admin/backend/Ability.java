package dev.plumbline.admin.backend;

import java.util.Locale;

/** What a system may be able to do; the words complete "it can …". */
public enum Ability {
  LIST_KEYS("list keys"),
  CREATE_KEY("make keys"),
  UPDATE_KEY("change what a key is for and may use"),
  ROTATE_KEY("give a key a new secret"),
  ROTATION_GRACE("keep the old secret of a rotated key valid for a while"),
  BLOCK_KEY("block a key and let it in again"),
  REVOKE_KEY("end a key for good"),
  KEY_EXPIRY("let keys expire"),
  KEY_MODELS("restrict a key to models"),
  KEY_SPEND("tell what a key has spent"),
  KEY_BUDGETS("budget single keys"),
  SHARED_BUDGETS("budget organisations, departments, environments, tasks, users or models"),
  BUDGET_WARNINGS("only warn at the limit of a budget"),
  BUDGET_DEGRADE("send requests over a budget to a cheaper route"),
  BUDGET_EXTRAS("raise a budget for a while"),
  RATE_LIMITS("limit requests and tokens"),
  ROUTES("route a model alias to several targets"),
  CIRCUIT_BREAKERS("leave a failing provider alone"),
  CACHE_POLICIES("cache answers by policy"),
  CHECK("say whether a request would pass"),
  PREVIEW("replay past requests against a budget"),
  ALERTS("send alerts"),
  LEDGER("account for every request"),
  AUDIT("tell who changed what");

  private final String words;

  Ability(String words) {
    this.words = words;
  }

  /** What it is, completing "it can …". */
  public String words() {
    return words;
  }

  /** Its name in documents. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
