package dev.plumbline.testkit;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to start a process.
 *
 * @param command the program and its arguments
 * @param environment variables added to a clean environment, in which no variable configures a
 *     server
 * @param folder where it runs; null for the folder of the test
 */
public record Launch(List<String> command, Map<String, String> environment, @Nullable Path folder) {
  private static final List<String> OWN_PREFIXES =
      List.of("PLUMBLINE_", "SONAR", "FIXTURE_", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS");

  public Launch {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** In the folder of the test. */
  public Launch(List<String> command, Map<String, String> environment) {
    this(command, environment, null);
  }

  /** A launcher script or another program. */
  public static Launch of(Path program, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(List.of(arguments));
    return new Launch(command, Map.of());
  }

  /** A main class on the class path of the running test, on the same JDK. */
  public static Launch java(Class<?> main) {
    return java(main, List.of());
  }

  /** A main class on the class path of the running test, with flags for the JVM. */
  public static Launch java(Class<?> main, List<String> flags) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m"));
    command.addAll(flags);
    command.add("-cp");
    command.add(classPath());
    command.add(main.getName());
    return new Launch(command, Map.of());
  }

  /** The same with more arguments. */
  public Launch with(String... arguments) {
    List<String> longer = new ArrayList<>(command);
    longer.addAll(List.of(arguments));
    return new Launch(longer, environment, folder);
  }

  /** The same with one more variable. */
  public Launch withVariable(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(environment);
    more.put(name, value);
    return new Launch(command, more, folder);
  }

  /** The same in another folder. */
  public Launch in(Path where) {
    return new Launch(command, environment, where);
  }

  /** The same with a folder of its own for state, so that tests do not meet. */
  public Launch home(Path folder) {
    return withVariable("PLUMBLINE_HOME", folder.toString());
  }

  /** A builder of the process. */
  ProcessBuilder process() {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(Launch::configuresServer);
    builder.environment().putAll(environment);
    if (folder != null) {
      builder.directory(folder.toFile());
    }
    return builder;
  }

  private static boolean configuresServer(String variable) {
    return OWN_PREFIXES.stream().anyMatch(variable::startsWith);
  }

  private static String classPath() {
    // Surefire starts its JVM from a manifest-only jar and leaves the real class path here.
    String surefire = System.getProperty("surefire.test.class.path", "");
    return surefire.isEmpty()
        ? System.getProperty("java.class.path", "")
        : surefire.replace(":", File.pathSeparator);
  }
}
