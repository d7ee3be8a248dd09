package dev.plumbline.usage.source.session;

import static dev.plumbline.usage.source.session.LogLines.append;
import static dev.plumbline.usage.source.session.LogLines.claude;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.source.Imports;
import dev.plumbline.usage.source.Rejection;
import dev.plumbline.usage.source.Sink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that grow while they are read. */
class SessionLogsTest {
  private final List<UsageEvent> events = new ArrayList<>();
  private final List<Rejection> rejected = new ArrayList<>();
  private Path file = Path.of("");
  private SessionLogs now = logs(Clock.systemUTC());

  private final Sink sink =
      new Sink() {
        @Override
        public void event(UsageEvent event) {
          events.add(event);
        }

        @Override
        public void reject(Rejection rejection) {
          rejected.add(rejection);
        }
      };

  @BeforeEach
  void use(@TempDir Path folder) throws IOException {
    file = folder.resolve("projects/shop/s1.jsonl");
    Files.createDirectories(file.getParent());
    now = logs(Clock.systemUTC());
  }

  private SessionLogs logs(Clock clock) {
    Path projects = file.getParent() == null ? file : file.getParent().getParent();
    return new SessionLogs(new ClaudeCodeFormat(List.of(projects), Imports.TIMES), clock);
  }

  private List<Long> outputs() {
    return events.stream().map(event -> event.tokens().output()).toList();
  }

  @Test
  void aRequestCountsWhenTheNextOneBegins() throws IOException {
    Files.writeString(file, claude("s1", "msg_1", "req_1", 7, 1) + "\n");
    now.read(null, sink);
    assertThat(events).isEmpty();

    append(file, claude("s1", "msg_1", "req_1", 7, 80) + "\n");
    now.read(null, sink);
    assertThat(events).isEmpty();

    append(file, claude("s1", "msg_2", "req_2", 7, 3) + "\n");
    now.read(null, sink);
    now.read(null, sink);
    assertThat(outputs()).containsExactly(80L);
  }

  @Test
  void theLastRequestCountsOnceTheFileIsQuiet() throws IOException {
    Files.writeString(file, claude("s1", "msg_1", "req_1", 7, 1));
    now.read(null, sink);
    assertThat(events).isEmpty();

    logs(Imports.LATER).read(null, sink);
    assertThat(outputs()).containsExactly(1L);
  }

  @Test
  void halfALineWaitsForItsRest() throws IOException {
    String line = claude("s1", "msg_1", "req_1", 7, 5);
    Files.writeString(file, line.substring(0, 200));
    now.read(null, sink);
    append(file, line.substring(200) + "\n" + claude("s1", "msg_2", "req_2", 7, 6) + "\n");
    now.read(null, sink);

    assertThat(outputs()).containsExactly(5L);
    assertThat(rejected).isEmpty();
  }

  @Test
  void aShortenedFileIsReadAnewAndNothingCountsTwice() throws IOException {
    String first = claude("s1", "msg_1", "req_1", 7, 5) + "\n";
    String second = claude("s1", "msg_2", "req_2", 7, 6) + "\n";
    String third = claude("s1", "msg_3", "req_3", 7, 8) + "\n";
    Files.writeString(file, first + second + third);
    now.read(null, sink);
    Files.writeString(file, first + third);
    now.read(null, sink);
    append(file, claude("s1", "msg_4", "req_4", 7, 9) + "\n");
    now.read(null, sink);

    assertThat(outputs()).containsExactly(5L, 6L, 8L);
  }
}
