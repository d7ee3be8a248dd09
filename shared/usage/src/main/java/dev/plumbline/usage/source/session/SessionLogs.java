package dev.plumbline.usage.source.session;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.source.Progress;
import dev.plumbline.usage.source.Sink;
import dev.plumbline.usage.source.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The session logs of this machine. Reading them a second time with the same object gives what was
 * appended since, and nothing twice. For one thread.
 */
public final class SessionLogs implements Source {
  private final SessionFormat format;
  private final Clock clock;
  private final Requests requests = new Requests();
  private final Map<Path, LogFile> files = new HashMap<>();

  public SessionLogs(SessionFormat format, Clock clock) {
    this.format = format;
    this.clock = clock;
  }

  @Override
  public String name() {
    return format.name();
  }

  @Override
  public String description() {
    return "session logs in "
        + format.folders().stream().map(Path::toString).collect(Collectors.joining(", "));
  }

  /** The log files there are, in the order of their paths. */
  public List<Path> files() {
    TreeSet<Path> found = new TreeSet<>();
    for (Path folder : format.folders()) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> walk = Files.walk(folder.toRealPath())) {
          walk.filter(file -> file.toString().endsWith(".jsonl"))
              .filter(Files::isRegularFile)
              .forEach(found::add);
        } catch (IOException | UncheckedIOException unreadable) {
          throw new Failure.StoreUnavailable(
              "The folder " + folder + " cannot be read: " + unreadable.getMessage() + ".",
              "Make it readable for this user.",
              unreadable);
        }
      }
    }
    return new ArrayList<>(found);
  }

  @Override
  public void read(@Nullable String checkpoint, Sink sink) {
    List<LogFile> present = new ArrayList<>();
    for (Path path : files()) {
      present.add(files.computeIfAbsent(path, file -> new LogFile(file, format.reader(file))));
    }
    long total = present.stream().mapToLong(LogFile::unread).sum();
    long done = 0;
    for (LogFile file : present) {
      done += file.read(clock.instant(), () -> format.reader(file.path()), requests, sink);
      sink.progress(new Progress(done, Math.max(done, total), "bytes"));
    }
    int waiting = requests.give(sink::event);
    for (int i = 0; i < waiting; i++) {
      sink.skip("still being written; the next import takes it");
    }
  }
}
