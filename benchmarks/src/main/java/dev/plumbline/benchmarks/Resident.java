package dev.plumbline.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The memory that a process holds, as Linux tells it. */
final class Resident {
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  private Resident() {}

  /** Its resident memory in MB; not a number where the system does not tell it. */
  static double megabytes(long pid) {
    Path status = Path.of("/proc", String.valueOf(pid), "status");
    if (!Files.exists(status)) {
      return Double.NaN;
    }
    try {
      Matcher resident = RESIDENT.matcher(Files.readString(status));
      return resident.find() ? Long.parseLong(resident.group(1)) / 1024.0 : Double.NaN;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
