package dev.plumbline.admin.tools.policy;

import dev.plumbline.control.CachePolicy;
import dev.plumbline.mcp.text.Untrusted;

/** Cache policies in words. */
final class CacheWords {
  /** What every answer about the cache must say as long as it is true. */
  static final String READY =
      "The gateway keeps these policies but has no cache of its own yet; providers' prompt caches"
          + " do not depend on them.";

  private CacheWords() {}

  static String words(CachePolicy policy) {
    return switch (policy.mode()) {
      case OFF -> "not cached";
      case EXACT -> "the same requests, for " + policy.timeToLive();
      case SEMANTIC ->
          "requests alike by %s, for %s"
              .formatted(policy.similarity().toPlainString(), policy.timeToLive());
    };
  }

  static String task(String id) {
    return id.equals(CachePolicy.EVERY_TASK)
        ? "every task without a policy of its own"
        : "the task " + Untrusted.of(id).inline(60);
  }
}
