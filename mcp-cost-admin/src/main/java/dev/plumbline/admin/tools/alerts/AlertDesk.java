package dev.plumbline.admin.tools.alerts;

import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.answer.Scopes;
import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.backend.Alerting;
import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.control.Alert;
import dev.plumbline.control.Channel;
import dev.plumbline.control.Entry;
import dev.plumbline.control.Level;
import dev.plumbline.control.Scope;
import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Nearest;
import dev.plumbline.mcp.text.Untrusted;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds what callers mean among the alerts of a system.
 *
 * @param alerting of that system
 */
record AlertDesk(ControlBackend backend, Alerting alerting) {
  /** The alerts of a system that has them. */
  static AlertDesk of(Control control) {
    ControlBackend backend = control.able(Ability.ALERTS);
    return new AlertDesk(backend, backend.alerting());
  }

  /** The alert of that id. */
  Alert alert(String id) {
    List<Alert> all = alerting.alerts();
    return find(all, id).orElseThrow(() -> missing("alert", id, all));
  }

  /** The channel of that id. */
  Channel channel(String id) {
    List<Channel> all = alerting.channels();
    return find(all, id).orElseThrow(() -> missing("channel", id, all));
  }

  /** One of that id, if there is one. */
  static <E extends Entry> Optional<E> find(List<E> all, String id) {
    return all.stream().filter(one -> one.id().equals(id.strip())).findFirst();
  }

  /** The failure of an id that nothing has. */
  static Failure missing(String what, String id, List<? extends Entry> all) {
    return new Failure.NotFound(
        "There is no %s %s.".formatted(what, Untrusted.of(id).inline(80)),
        (Nearest.hint(id.strip(), all.stream().map(Entry::id).toList())
                + " list_alerts shows them.")
            .strip());
  }

  /** Whose requests are meant; null for everybody's. */
  @Nullable Scope scope(@Nullable Level level, @Nullable String value) {
    if (level == null && value != null) {
      throw new Failure.InvalidInput(
          "value is %s, without a level.".formatted(Untrusted.of(value).inline(60)),
          "Give its level, such as department or key.");
    }
    return level == null ? null : Scopes.of(backend, level, value);
  }
}
