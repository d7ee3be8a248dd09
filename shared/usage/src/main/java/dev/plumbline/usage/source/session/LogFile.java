package dev.plumbline.usage.source.session;

import dev.plumbline.usage.source.Rejection;
import dev.plumbline.usage.source.Sink;
import dev.plumbline.usage.source.text.Line;
import dev.plumbline.usage.source.text.Lines;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A log file and how far it is read. */
final class LogFile {
  /** After this time without a change nothing more is expected to come soon. */
  static final Duration QUIET = Duration.ofMinutes(1);

  private static final int LONGEST_KEPT = 1024 * 1024;

  private final Path path;
  private SessionReader reader;
  private @Nullable Object identity;
  private long offset;
  private long lines;
  private Requests.@Nullable Entry main;
  private Requests.@Nullable Entry sideChain;

  LogFile(Path path, SessionReader reader) {
    this.path = path;
    this.reader = reader;
  }

  Path path() {
    return path;
  }

  /** The bytes not read yet. */
  long unread() {
    try {
      return Math.max(0, Files.size(path) - offset);
    } catch (IOException gone) {
      return 0;
    }
  }

  /**
   * Reads what was appended; a file that was replaced or shortened is read anew.
   *
   * @return how many bytes were read
   */
  long read(Instant now, Supplier<SessionReader> anew, Requests requests, Sink sink) {
    long before = offset;
    try {
      BasicFileAttributes state = Files.readAttributes(path, BasicFileAttributes.class);
      boolean quiet = state.lastModifiedTime().toInstant().plus(QUIET).isBefore(now);
      boolean replaced = identity != null && !identity.equals(state.fileKey());
      identity = state.fileKey();
      if (replaced || state.size() < offset) {
        offset = 0;
        lines = 0;
        before = 0;
        reader = anew.get();
      }
      if (state.size() > offset) {
        readFrom(quiet, requests, sink);
      }
      if (quiet) {
        reader.quiet(parsed -> note(parsed, null, requests, sink));
        settle(main);
        settle(sideChain);
      }
    } catch (IOException unreadable) {
      sink.reject(
          new Rejection(
              path.toString(), lines, "file cannot be read", "" + unreadable.getMessage(), ""));
    }
    return offset - before;
  }

  private void readFrom(boolean quiet, Requests requests, Sink sink) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(path)) {
      channel.position(offset);
      Lines source = new Lines(Channels.newInputStream(channel), offset, lines, Lines.LONGEST);
      for (Line line = source.next(); line != null; line = source.next()) {
        if (!line.ended() && !quiet) {
          return;
        }
        offset = line.end();
        lines = line.number();
        take(line, requests, sink);
      }
    }
  }

  private void take(Line line, Requests requests, Sink sink) {
    if (line.cut()) {
      note(
          new Parsed.Bad("line too long", "longer than " + Lines.LONGEST + " bytes"),
          line,
          requests,
          sink);
    } else if (!line.blank()) {
      reader.line(line, parsed -> note(parsed, line, requests, sink));
    }
  }

  private void note(Parsed parsed, @Nullable Line line, Requests requests, Sink sink) {
    switch (parsed) {
      case Parsed.Usage usage -> open(requests.add(usage.request()), usage.request().sideChain());
      case Parsed.Skipped skipped -> sink.skip(skipped.reason());
      case Parsed.Bad bad -> {
        String text = line == null ? "" : line.text();
        String kept = text.length() > LONGEST_KEPT ? text.substring(0, LONGEST_KEPT) : text;
        long number = line == null ? lines : line.number();
        sink.reject(new Rejection(path.toString(), number, bad.reason(), bad.detail(), kept));
      }
    }
  }

  /** The next request on the same chain begins when the one before is complete. */
  private void open(Requests.Entry entry, boolean onSideChain) {
    Requests.Entry before = onSideChain ? sideChain : main;
    if (before != entry) {
      settle(before);
    }
    if (onSideChain) {
      sideChain = entry;
    } else {
      main = entry;
    }
  }

  private static void settle(Requests.@Nullable Entry entry) {
    if (entry != null) {
      entry.settle();
    }
  }
}
