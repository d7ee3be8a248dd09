package dev.plumbline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The text fields of structured answers: those with foreign text, and those that never have any.
 */
public final class ForeignText {
  private final TreeSet<String> plain = new TreeSet<>();
  private final TreeSet<String> foreign = new TreeSet<>();

  /** Those of some tools. */
  public ForeignText(Collection<? extends Tool<?, ?>> tools) {
    tools.forEach(tool -> collect(tool.spec().name(), tool.spec().output()));
  }

  /**
   * Fails unless every plain text is listed in the files of a resource folder, one a package of
   * tools, with what makes it safe; {@code #} begins a comment.
   */
  public void isListed(Class<?> test, String folder) {
    assertThat(foreign).isNotEmpty();
    assertThat(plain).isEqualTo(listed(test, folder));
  }

  private static Set<String> listed(Class<?> test, String folder) {
    URL found = Objects.requireNonNull(test.getResource(folder));
    Set<String> listed = new TreeSet<>();
    try (Stream<Path> files = Files.list(Path.of(found.toURI()))) {
      for (Path file : files.toList()) {
        Files.readAllLines(file).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .forEach(listed::add);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (URISyntaxException impossible) {
      throw new IllegalArgumentException(impossible);
    }
    return listed;
  }

  private void collect(String path, Type type) {
    if (type instanceof ParameterizedType generic) {
      for (Type argument : generic.getActualTypeArguments()) {
        collect(path, argument);
      }
    } else if (type == String.class) {
      plain.add(path);
    } else if (type == Untrusted.class) {
      foreign.add(path);
    } else if (type instanceof Class<?> raw && raw.isRecord()) {
      for (RecordComponent component : raw.getRecordComponents()) {
        collect(path + "." + component.getName(), component.getGenericType());
      }
    }
  }
}
