package dev.plumbline.admin.rules;

import dev.plumbline.admin.backend.ManagedKey;
import dev.plumbline.control.VirtualKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which key serves a user, department, environment or task: the most specific one that contradicts
 * nothing asked. A key that names nothing of a kind serves all of that kind.
 */
public final class KeyChoice {
  private KeyChoice() {}

  /**
   * A key that could serve, and why.
   *
   * @param matched how many of the things asked for it names itself
   * @param reasons in words, for people
   */
  public record Candidate(ManagedKey key, int matched, List<String> reasons) {
    public Candidate {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * Active keys that could serve, best first; among equals the one with the fewest owners' names.
   */
  public static List<Candidate> of(List<ManagedKey> keys, VirtualKey.Owner asked) {
    List<Candidate> fit = new ArrayList<>();
    for (ManagedKey key : keys) {
      if (key.state() == ManagedKey.State.ACTIVE) {
        Candidate candidate = candidate(key, asked);
        if (candidate != null) {
          fit.add(candidate);
        }
      }
    }
    fit.sort(
        Comparator.comparingInt(Candidate::matched)
            .reversed()
            .thenComparingLong(it -> named(it.key().plan().owner()))
            .thenComparing(it -> it.key().id()));
    return fit;
  }

  private static @Nullable Candidate candidate(ManagedKey key, VirtualKey.Owner asked) {
    VirtualKey.Owner own = key.plan().owner();
    List<String> reasons = new ArrayList<>();
    int matched = 0;
    for (Part part : parts(own, asked)) {
      if (part.asked() == null || part.own() == null) {
        if (part.asked() != null) {
          reasons.add("serves every " + part.name());
        }
      } else if (part.own().equalsIgnoreCase(part.asked())) {
        matched++;
        reasons.add("is for this " + part.name());
      } else {
        return null;
      }
    }
    return new Candidate(key, matched, reasons);
  }

  private record Part(String name, @Nullable String own, @Nullable String asked) {}

  private static List<Part> parts(VirtualKey.Owner own, VirtualKey.Owner asked) {
    return List.of(
        new Part("organisation", own.organisation(), asked.organisation()),
        new Part("department", own.department(), asked.department()),
        new Part("environment", own.environment(), asked.environment()),
        new Part("project", own.project(), asked.project()),
        new Part("task", own.task(), asked.task()),
        new Part("user", own.user(), asked.user()));
  }

  private static long named(VirtualKey.Owner owner) {
    return parts(owner, owner).stream().filter(part -> part.own() != null).count();
  }
}
