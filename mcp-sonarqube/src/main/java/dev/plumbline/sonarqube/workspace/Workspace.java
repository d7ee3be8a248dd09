package dev.plumbline.sonarqube.workspace;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.text.Untrusted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The allowed folders. Nothing outside them is ever touched. */
public final class Workspace {
  private final List<String> roots;

  public Workspace(List<String> roots) {
    this.roots = List.copyOf(roots);
  }

  /**
   * One of the allowed folders, by its real path.
   *
   * @param wanted a root or the last part of its path; null for the only one
   */
  public Path root(@Nullable String wanted) {
    if (roots.isEmpty()) {
      throw new Failure.Misconfigured(
          "No workspace folder is allowed.",
          "Set PLUMBLINE_SONARQUBE_WORKSPACE to the folder of the source code and start this"
              + " server again.");
    }
    List<String> meant =
        roots.stream().filter(root -> wanted == null || isNamed(root, wanted)).toList();
    if (meant.size() != 1) {
      throw new Failure.InvalidInput(
          wanted == null
              ? "There are %d workspace folders, and 'root' names none.".formatted(roots.size())
              : "%s is not exactly one of the workspace folders."
                  .formatted(Untrusted.of(wanted).inline(200)),
          roots.stream().collect(Collectors.joining(", ", "Allowed: ", ".")));
    }
    return real(Path.of(meant.getFirst()));
  }

  private static boolean isNamed(String root, String wanted) {
    try {
      return root.equals(wanted) || Path.of(root).endsWith(wanted);
    } catch (InvalidPathException noPath) {
      return false;
    }
  }

  private static Path real(Path root) {
    if (!root.isAbsolute() || !Files.isDirectory(root)) {
      throw new Failure.Misconfigured(
          "The workspace folder %s is no absolute path of a folder.".formatted(root),
          "Correct PLUMBLINE_SONARQUBE_WORKSPACE and start this server again.");
    }
    try {
      return root.toRealPath();
    } catch (IOException unreadable) {
      throw new Failure.Misconfigured(
          "The workspace folder %s cannot be read.".formatted(root), "Check its permissions.");
    }
  }

  /**
   * A regular file below a root that no link leads away from.
   *
   * @param root a real path
   * @param path relative to it
   * @throws Failure.Denied when the path leads elsewhere
   */
  public static Path file(Path root, String path) {
    Path relative = relative(path);
    Path file = root.resolve(relative);
    try {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new Failure.NotFound(
            "The workspace has no regular file %s.".formatted(shown(path)),
            "Give paths relative to the folder %s.".formatted(root.getFileName()));
      }
      if (!file.toRealPath().equals(file)) {
        throw outside(path);
      }
    } catch (IOException unreadable) {
      throw new Failure.NotFound(
          "%s cannot be read.".formatted(shown(path)), "Check its permissions.");
    }
    return file;
  }

  /** A path without a way out of its folder. */
  static Path relative(String path) {
    boolean odd = path.isBlank() || path.chars().anyMatch(c -> c < 0x20 || c == 0x7f);
    if (odd || path.contains("\\") || path.startsWith("/") || path.matches("[A-Za-z]:.*")) {
      throw outside(path);
    }
    Path relative = Path.of(path);
    for (Path part : relative) {
      String name = part.toString();
      if (name.equals("..") || name.equals(".") || name.equalsIgnoreCase(".git")) {
        throw outside(path);
      }
    }
    return relative;
  }

  private static Failure outside(String path) {
    return new Failure.Denied(
        "%s is not a plain path within the workspace folder.".formatted(shown(path)),
        "Only files of the folder itself may be changed: no absolute paths, no '..', no links, no"
            + " .git.");
  }

  private static String shown(String path) {
    return Untrusted.of(path).inline(200);
  }
}
