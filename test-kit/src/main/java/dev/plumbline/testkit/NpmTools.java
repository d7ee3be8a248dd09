package dev.plumbline.testkit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Programs of npm packages, run by a Node of the project's own.
 *
 * @param node the Node binary
 * @param modules the folder with the installed packages
 */
public record NpmTools(Path node, Path modules) {
  private static final String NODE = "PLUMBLINE_NODE";
  private static final String MODULES = "PLUMBLINE_NPM";

  /** The tools that the environment names; fails when it names none. */
  public static NpmTools fromEnvironment() {
    return new NpmTools(
        required(NODE, "a node binary"), required(MODULES, "a node_modules folder"));
  }

  /** Starts the binary of an installed package. */
  public Launch binary(String name, String... arguments) {
    Path program = modules.resolve(".bin").resolve(name);
    if (!Files.exists(program)) {
      throw new AssertionError(program + " is missing. Run bin/verify, which installs it.");
    }
    return run(program, arguments);
  }

  /** Starts a script, which finds the packages as NODE_MODULES. */
  public Launch script(Path file, String... arguments) {
    return run(file, arguments).withVariable("NODE_MODULES", modules.toString());
  }

  private Launch run(Path program, String... arguments) {
    List<String> all = new ArrayList<>();
    all.add(program.toString());
    all.addAll(List.of(arguments));
    String path = node.getParent() + File.pathSeparator + System.getenv().getOrDefault("PATH", "");
    return Launch.of(node, all.toArray(String[]::new)).withVariable("PATH", path);
  }

  private static Path required(String variable, String what) {
    String value = System.getenv().getOrDefault(variable, "");
    if (value.isBlank() || !Files.exists(Path.of(value))) {
      throw new AssertionError(
          "%s is '%s', not %s. Run bin/verify, which installs Node and the packages and sets it."
              .formatted(variable, value, what));
    }
    return Path.of(value);
  }
}
