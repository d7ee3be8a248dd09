package dev.plumbline.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SourceRulesTest {
  private static final int LONGEST_FILE = 400;
  private static final Pattern TYPE =
      Pattern.compile(
          "^public (?:final |abstract |sealed |non-sealed |static )*(?:class|interface|record|enum|@interface) ",
          Pattern.MULTILINE);
  private static final Pattern BANNED_NAME =
      Pattern.compile(".*(?:Impl|Utils?|Manager|Helper)\\.java");

  private final Path root = Path.of(System.getProperty("plumbline.root", ".."));

  @Test
  void thereAreSourcesToCheck() {
    assertThat(sources()).hasSizeGreaterThan(50);
  }

  @Test
  void filesAreSmall() {
    assertThat(breaking(file -> lines(file) > LONGEST_FILE)).isEmpty();
  }

  @Test
  void everyPackageIsNullMarkedAndSaysWhatItIs() {
    assertThat(
            breaking(file -> {
              Path info = file.resolveSibling("package-info.java");
              return !Files.exists(info)
                  || !read(info).contains("NullMarked")
                  || !read(info).startsWith("/**");
            }))
        .isEmpty();
  }

  @Test
  void everyPublicTypeSaysWhatItIs() {
    assertThat(
            breaking(file -> {
              String text = read(file);
              var type = TYPE.matcher(text);
              return type.find() && !text.substring(0, type.start()).contains("/**");
            }))
        .isEmpty();
  }

  @Test
  void namesSayWhatATypeIs() {
    assertThat(breaking(file -> BANNED_NAME.matcher(file.getFileName().toString()).matches()))
        .isEmpty();
  }

  private List<String> breaking(Predicate<Path> rule) {
    List<String> found = new ArrayList<>();
    for (Path file : sources()) {
      if (rule.test(file)) {
        found.add(root.relativize(file).toString());
      }
    }
    return found;
  }

  private List<Path> sources() {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> file.toString().contains("/src/main/java/dev/plumbline/"))
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static long lines(Path file) {
    return read(file).lines().count();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
