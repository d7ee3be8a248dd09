package dev.plumbline.sonarqube.tools.rules;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Nearest;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.sonarqube.sonar.Profile;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the quality profile that a call names. */
final class ProfileArguments {
  private ProfileArguments() {}

  /**
   * The profile of a name and language; without a name the only one of the language.
   *
   * @throws Failure.NotFound naming those there are
   */
  static Profile find(List<Profile> profiles, @Nullable String name, String language) {
    List<Profile> ofLanguage =
        profiles.stream().filter(it -> it.language().equals(language)).toList();
    return ofLanguage.stream()
        .filter(it -> name == null || it.name().value().equalsIgnoreCase(name.strip()))
        .findFirst()
        .orElseThrow(() -> unknown(ofLanguage, name, language));
  }

  private static Failure unknown(List<Profile> ofLanguage, @Nullable String name, String language) {
    List<String> names = ofLanguage.stream().map(it -> it.name().value()).toList();
    List<String> near = name == null ? List.of() : Nearest.to(name, names, 3);
    String which = name == null ? "" : " " + Untrusted.of(name).inline(100);
    return new Failure.NotFound(
        "There is no quality profile%s of the language %s.".formatted(which, language),
        names.isEmpty()
            ? "Choose a language that is analyzed there."
            : (near.isEmpty() ? names : near)
                .stream()
                    .limit(5)
                    .map(it -> Untrusted.of(it).inline(100))
                    .collect(Collectors.joining(", ", "Profiles: ", ".")));
  }
}
