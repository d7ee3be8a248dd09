package dev.plumbline.admin.tools.keys;

import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.admin.backend.KeySpend;
import dev.plumbline.admin.backend.ManagedKey;
import dev.plumbline.control.BudgetState;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** What keys have spent and may spend, as far as the administered system tells. */
final class KeyBooks {
  private final Map<String, KeySpend> spend;
  private final List<BudgetState> states;
  private final Control control;

  KeyBooks(Control control, ControlBackend backend, List<ManagedKey> keys, ZoneId zone) {
    this.control = control;
    this.spend =
        backend.profile().can(Ability.KEY_SPEND)
            ? backend.spend(keys, zone, control.now())
            : Map.of();
    this.states = backend.profile().can(Ability.KEY_BUDGETS) ? backend.states() : List.of();
  }

  KeyRow row(ManagedKey key) {
    return KeyRow.of(key, spend, states, control.now());
  }

  KeySpend spend(ManagedKey key) {
    return spend.getOrDefault(key.id(), KeySpend.UNKNOWN);
  }

  List<BudgetState> states() {
    return states;
  }
}
