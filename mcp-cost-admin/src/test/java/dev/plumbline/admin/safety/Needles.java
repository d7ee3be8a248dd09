package dev.plumbline.admin.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Secrets that must be nowhere, and the search for them. */
final class Needles {
  private static final Pattern KEY = Pattern.compile("pl-[A-Za-z0-9]{12}-[A-Za-z0-9]{48}");

  /** What of a secret is enough to know it by. */
  private static final int TAIL = 24;

  private final Set<String> secrets = new LinkedHashSet<>();
  private final Map<String, String> shown = new LinkedHashMap<>();

  void add(String secret) {
    secrets.add(secret);
  }

  /** Those known so far. */
  Set<String> all() {
    return Set.copyOf(secrets);
  }

  /** Notes the secrets of keys that an answer shows for the first time, and returns the rest. */
  String shownOnce(String tool, String text) {
    Matcher key = KEY.matcher(text);
    StringBuilder rest = new StringBuilder();
    while (key.find()) {
      String secret = key.group();
      assertThat(secrets).as("shown again by " + tool).doesNotContain(secret);
      assertThat(shown).as("shown twice by " + tool).doesNotContainKey(secret);
      shown.put(secret, tool);
      key.appendReplacement(rest, "");
    }
    key.appendTail(rest);
    shown.keySet().forEach(secrets::add);
    return rest.toString();
  }

  /** The tools that showed a secret. */
  List<String> shownBy() {
    return shown.values().stream().distinct().toList();
  }

  /** Fails when a text holds one, or the end of one. */
  void assertNoneIn(String where, String text) {
    for (String secret : secrets) {
      String tail = secret.substring(Math.max(0, secret.length() - TAIL));
      if (text.contains(tail)) {
        int at = text.indexOf(tail);
        throw new AssertionError(
            "a secret is in %s: …%s"
                .formatted(where, text.substring(Math.max(0, at - 120), at).replace('\n', ' ')));
      }
    }
  }

  /** Fails when a file of a folder holds one, but for those named. */
  void assertNoneInFiles(Path folder, List<Path> except) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> all =
          files.filter(Files::isRegularFile).filter(file -> !except.contains(file)).toList();
      assertThat(all).hasSizeGreaterThan(4);
      for (Path file : all) {
        assertNoneIn(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
  }
}
