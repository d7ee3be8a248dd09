package dev.plumbline.usage.source.session;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.Attribution;
import dev.plumbline.usage.Operation;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.source.Fingerprint;
import dev.plumbline.usage.source.text.JsonValues;
import dev.plumbline.usage.source.text.Line;
import dev.plumbline.usage.source.text.Times;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads a session log of Codex: the model of a turn, then what its requests used. The log of a
 * session that another one started begins with a copy of that one's history, written at once; those
 * counts are known from there.
 */
final class CodexReader implements SessionReader {
  private static final List<byte[]> MARKERS =
      List.of(
          "\"token_count\"".getBytes(StandardCharsets.UTF_8),
          "\"turn_context\"".getBytes(StandardCharsets.UTF_8),
          "\"session_meta\"".getBytes(StandardCharsets.UTF_8));

  private final Times times;
  private String session;
  private String provider = "openai";
  private @Nullable String model;
  private @Nullable String project;
  private @Nullable CodexUsage total;
  private boolean named;
  private boolean branched;
  private @Nullable Instant copied;
  private @Nullable UsageEvent first;

  CodexReader(Path file, Times times) {
    this.times = times;
    session = String.valueOf(file.getFileName()).replace(".jsonl", "");
  }

  @Override
  public void line(Line line, Consumer<Parsed> out) {
    byte[] bytes = line.bytes();
    if (bytes[0] != '{' || bytes[bytes.length - 1] != '}') {
      out.accept(new Parsed.Bad("corrupt line", "it is no complete JSON object"));
      return;
    }
    if (MARKERS.stream().noneMatch(line::contains)) {
      return;
    }
    try {
      JsonNode root = JsonValues.mapper().readTree(bytes);
      JsonNode payload = JsonValues.at(root, "payload");
      if (payload != null) {
        read(root, payload, out);
      }
    } catch (JacksonException corrupt) {
      out.accept(new Parsed.Bad("corrupt line", corrupt.getOriginalMessage()));
    } catch (Failure.InvalidInput wrong) {
      out.accept(new Parsed.Bad("values that cannot be right", wrong.text()));
    }
  }

  private void read(JsonNode root, JsonNode payload, Consumer<Parsed> out) {
    switch (String.valueOf(JsonValues.text(root, "type"))) {
      case "session_meta" -> meta(payload);
      case "turn_context" -> {
        String named = JsonValues.text(payload, "model");
        model = named == null ? model : named.intern();
      }
      case "event_msg" -> {
        if ("token_count".equals(JsonValues.text(payload, "type"))) {
          count(root, payload, out);
        }
      }
      default -> {
        // Lines of other kinds say nothing about usage.
      }
    }
  }

  /** Only the first one is about this session; a copied history brings its own. */
  private void meta(JsonNode payload) {
    if (named) {
      return;
    }
    named = true;
    String id = JsonValues.text(payload, "id");
    session = id == null ? session : id;
    String own = JsonValues.text(payload, "model_provider");
    provider = own == null ? provider : own.intern();
    String folder = JsonValues.text(payload, "cwd");
    if (folder != null) {
      project = folder.substring(folder.replace('\\', '/').lastIndexOf('/') + 1);
    }
    JsonNode source = JsonValues.at(payload, "source");
    branched =
        JsonValues.text(payload, "forked_from_id") != null
            || (source != null && source.toString().contains("thread_spawn"));
  }

  private void count(JsonNode root, JsonNode payload, Consumer<Parsed> out) {
    JsonNode info = JsonValues.at(payload, "info");
    JsonNode sum = info == null ? null : JsonValues.at(info, "total_token_usage");
    JsonNode last = info == null ? null : JsonValues.at(info, "last_token_usage");
    if (sum == null && last == null) {
      return;
    }
    CodexUsage before = total;
    CodexUsage now = sum == null ? null : CodexUsage.of(sum);
    if (now != null && now.equals(before)) {
      out.accept(new Parsed.Skipped("count repeated without a new request"));
      return;
    }
    total = now == null ? before : now;
    CodexUsage used =
        last != null ? CodexUsage.of(last) : Objects.requireNonNull(now).since(before);
    if (used.nothing()) {
      return;
    }
    String time = JsonValues.text(root, "timestamp");
    if (time == null) {
      out.accept(new Parsed.Bad("no time", "the field timestamp is missing"));
      return;
    }
    String own = JsonValues.text(payload, "model");
    String asked = info == null || own != null ? own : JsonValues.text(info, "model");
    if (asked != null) {
      model = asked.intern();
    }
    give(event(times.read(time), used), out);
  }

  private UsageEvent event(Instant time, CodexUsage used) {
    String named = model == null ? "unknown" : model;
    String id = Fingerprint.of(CodexFormat.NAME, time.toString(), named, used.toString()).uuid();
    TreeMap<String, String> tags = new TreeMap<>();
    if (project != null) {
      tags.put("project", project);
    }
    return UsageEvent.of(id, time, provider, named, CodexFormat.NAME)
        .operation(Operation.RESPONSES)
        .attribution(new Attribution(null, null, null, null, null, null, session, tags))
        .tokens(used.disjoint())
        .build();
  }

  /** A copied history is told by its first two counts, which stand in the same second. */
  private void give(UsageEvent event, Consumer<Parsed> out) {
    Instant second = event.time().truncatedTo(ChronoUnit.SECONDS);
    if (!branched) {
      usage(event, out);
    } else if (copied != null) {
      if (second.equals(copied)) {
        out.accept(new Parsed.Skipped("copied from the session that started this one"));
      } else {
        branched = false;
        usage(event, out);
      }
    } else if (first == null) {
      first = event;
    } else if (first.time().truncatedTo(ChronoUnit.SECONDS).equals(second)) {
      copied = second;
      first = null;
      out.accept(new Parsed.Skipped("copied from the session that started this one"));
      out.accept(new Parsed.Skipped("copied from the session that started this one"));
    } else {
      quiet(out);
      usage(event, out);
    }
  }

  @Override
  public void quiet(Consumer<Parsed> out) {
    if (first != null) {
      UsageEvent held = first;
      first = null;
      branched = false;
      usage(held, out);
    }
  }

  private static void usage(UsageEvent event, Consumer<Parsed> out) {
    Fingerprint own = Fingerprint.of(event.id());
    out.accept(new Parsed.Usage(new Request(own, own, false, false, event)));
  }
}
