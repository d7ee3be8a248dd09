package dev.plumbline.admin.setup.yaml;

import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.admin.backend.Profile;
import dev.plumbline.admin.setup.Capture;
import dev.plumbline.admin.setup.Live;
import dev.plumbline.admin.setup.SetUp;
import java.util.ArrayList;
import java.util.List;

/**
 * The set-up of a system, as it is now and as a file.
 *
 * @param text YAML, without secrets and credentials
 */
public record SetUpFile(SetUp setUp, String text) {
  private static final List<Ability> PARTS =
      List.of(
          Ability.KEY_BUDGETS,
          Ability.SHARED_BUDGETS,
          Ability.RATE_LIMITS,
          Ability.ROUTES,
          Ability.CACHE_POLICIES);

  /** Reads a system. */
  public static SetUpFile of(ControlBackend backend) {
    Profile profile = backend.profile();
    List<String> notes = new ArrayList<>();
    for (Ability part : PARTS) {
      if (!profile.can(part)) {
        notes.add("%s cannot %s, so none is here.".formatted(profile.name(), part.words()));
      }
    }
    SetUp setUp = Capture.of(Live.of(backend));
    return new SetUpFile(setUp, SetUpWriter.write(setUp, notes));
  }
}
