package dev.plumbline.stats.cli;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Nearest;
import dev.plumbline.usage.source.Source;
import java.util.List;
import java.util.function.Function;

/**
 * A kind of source that can be imported.
 *
 * @param name its name on the command line
 * @param about what it reads
 * @param paths what the paths on the command line are, such as {@code FILE…}; empty for none
 * @param open makes the sources of a request
 */
record SourceKind(
    String name, String about, String paths, Function<ImportRequest, List<Source>> open) {
  /** Finds one by its name. */
  static SourceKind named(String name, List<SourceKind> known) {
    List<String> names = known.stream().map(SourceKind::name).toList();
    return known.stream()
        .filter(kind -> kind.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new Failure.Misconfigured(
                "There is no source '" + name + "'.",
                (Nearest.hint(name, names) + " Sources: " + String.join(", ", names) + ".")
                    .strip()));
  }

  /** The sources of a request, which must name paths where they are needed. */
  List<Source> sources(ImportRequest request) {
    if (paths.isEmpty() && !request.paths().isEmpty()) {
      throw new Failure.Misconfigured(
          "The source " + name + " reads no files.",
          "Leave " + request.paths().getFirst() + " out.");
    }
    if (paths.startsWith("FILE") && request.paths().isEmpty()) {
      throw new Failure.Misconfigured(
          "The source " + name + " reads files, and none is named.",
          "Write bin/plumbline import " + name + " " + paths + ".");
    }
    return open.apply(request);
  }
}
