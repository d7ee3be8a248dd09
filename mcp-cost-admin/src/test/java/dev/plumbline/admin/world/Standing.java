package dev.plumbline.admin.world;

import dev.plumbline.control.EntryKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Everything that changes may change: all that is set up, as the admin API tells it, and the files
 * that were exported.
 *
 * @param entries by kind and id
 * @param files texts by name
 */
public record Standing(Map<String, JsonNode> entries, Map<String, String> files) {
  /** How things stand now; versions count only where {@code versions} is wanted. */
  public static Standing of(World world, boolean versions) {
    Map<String, JsonNode> entries = new TreeMap<>();
    for (EntryKind kind : EntryKind.values()) {
      for (JsonNode item : world.admin().get(kind.plural() + "?limit=1000").path("items")) {
        if (!versions && item instanceof ObjectNode object) {
          object.remove("version");
        }
        entries.put(kind.label() + " " + item.path("id").asString(), item);
      }
    }
    return new Standing(entries, files(Company.exports(world)));
  }

  /** What is there now and was not before, or was and is no more, each as a line. */
  public List<String> since(Standing before) {
    List<String> lines = new ArrayList<>();
    before
        .all()
        .forEach((name, value) -> {
          if (!value.equals(all().get(name))) {
            lines.add("was  " + name + ": " + value);
          }
        });
    all()
        .forEach((name, value) -> {
          if (!value.equals(before.all().get(name))) {
            lines.add("is   " + name + ": " + value);
          }
        });
    return lines;
  }

  private Map<String, String> all() {
    Map<String, String> all = new TreeMap<>();
    entries.forEach((name, value) -> all.put(name, value.toString()));
    files.forEach((name, text) -> all.put("file " + name, text));
    return all;
  }

  private static Map<String, String> files(Path folder) {
    Map<String, String> texts = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return texts;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        texts.put(String.valueOf(file.getFileName()), Files.readString(file));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return texts;
  }
}
