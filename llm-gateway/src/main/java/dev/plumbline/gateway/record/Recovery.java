package dev.plumbline.gateway.record;

import dev.plumbline.usage.UsageEvent;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what former processes left in a journal. */
public final class Recovery {
  private static final Pattern NAME = Pattern.compile("(\\d{10})\\.journal");

  private Recovery() {}

  /** Takes over what was left. */
  public interface Consumer {
    /**
     * Puts requests into the ledger.
     *
     * @param ended those whose end is known
     * @param cut those that began and of whose end nothing is known
     */
    void take(List<UsageEvent> ended, List<Begun> cut);
  }

  static String name(int number) {
    return "%010d.journal".formatted(number);
  }

  /** Hands over and removes everything left; returns the number of the next file. */
  static int run(Path folder, Consumer consumer) throws IOException {
    List<Path> files = files(folder);
    Map<String, Begun> cut = new LinkedHashMap<>();
    Map<String, UsageEvent> ended = new LinkedHashMap<>();
    for (Path file : files) {
      read(file, cut, ended);
    }
    ended.keySet().forEach(cut::remove);
    if (!ended.isEmpty() || !cut.isEmpty()) {
      consumer.take(List.copyOf(ended.values()), List.copyOf(cut.values()));
    }
    int next = 1;
    for (Path file : files) {
      next = Math.max(next, number(file) + 1);
      Files.delete(file);
    }
    return next;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return found
          .filter(file -> NAME.matcher(String.valueOf(file.getFileName())).matches())
          .sorted()
          .toList();
    }
  }

  private static int number(Path file) {
    return Integer.parseInt(String.valueOf(file.getFileName()).substring(0, 10));
  }

  private static void read(Path file, Map<String, Begun> cut, Map<String, UsageEvent> ended)
      throws IOException {
    for (byte[] line : lines(file)) {
      JournalEntry entry = JournalCodec.read(line);
      if (entry == null) {
        continue;
      }
      if (entry.begun() != null) {
        cut.put(entry.id(), entry.begun());
      }
      if (entry.ended() != null) {
        ended.put(entry.id(), entry.ended());
      }
    }
  }

  private static List<byte[]> lines(Path file) throws IOException {
    List<byte[]> lines = new ArrayList<>();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      for (int next = in.read(); next >= 0; next = in.read()) {
        if (next == '\n') {
          lines.add(line.toByteArray());
          line.reset();
        } else {
          line.write(next);
        }
      }
    }
    return lines;
  }
}
