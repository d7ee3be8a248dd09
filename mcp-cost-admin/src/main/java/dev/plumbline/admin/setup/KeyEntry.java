package dev.plumbline.admin.setup;

import dev.plumbline.admin.backend.ManagedKey.KeyPlan;
import dev.plumbline.control.VirtualKey;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What a key is to be like, without its secret. It is known by its name and owner.
 *
 * @param id null where name and owner tell it from others
 * @param plan its owner's organisation is null for {@link #ORGANISATION}, or for any that the
 *     system names
 * @param blocked null to leave that as it is
 * @param bounds its own budgets and limits
 */
public record KeyEntry(
    @Nullable String id, KeyPlan plan, @Nullable Boolean blocked, Bounds bounds) {
  /** The organisation of keys that name none. */
  public static final String ORGANISATION = "default";

  /** By owner, name and id. */
  static final Comparator<KeyEntry> ORDER =
      Comparator.comparing((KeyEntry it) -> text(it.plan().owner().organisation()))
          .thenComparing(it -> text(it.plan().owner().department()))
          .thenComparing(it -> text(it.plan().owner().environment()))
          .thenComparing(it -> text(it.plan().owner().project()))
          .thenComparing(it -> text(it.plan().owner().task()))
          .thenComparing(it -> text(it.plan().owner().user()))
          .thenComparing(it -> it.plan().name())
          .thenComparing(it -> text(it.id()));

  public KeyEntry {
    plan = withOwner(plan, usual(plan.owner()));
  }

  /** The owner with null for the usual organisation. */
  public static VirtualKey.Owner usual(VirtualKey.Owner owner) {
    return ORGANISATION.equals(owner.organisation()) ? withOrganisation(owner, null) : owner;
  }

  /** The owner in another organisation. */
  public static VirtualKey.Owner withOrganisation(
      VirtualKey.Owner owner, @Nullable String organisation) {
    return new VirtualKey.Owner(
        organisation,
        owner.department(),
        owner.environment(),
        owner.project(),
        owner.task(),
        owner.user());
  }

  /** The plan for another owner. */
  static KeyPlan withOwner(KeyPlan plan, VirtualKey.Owner owner) {
    return new KeyPlan(
        plan.name(), owner, plan.models(), plan.providers(), plan.expires(), plan.metadata());
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
