package dev.plumbline.usage.source.session;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.Attribution;
import dev.plumbline.usage.Charge;
import dev.plumbline.usage.Cost;
import dev.plumbline.usage.Extras;
import dev.plumbline.usage.Operation;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.source.Fingerprint;
import dev.plumbline.usage.source.text.JsonValues;
import dev.plumbline.usage.source.text.Line;
import dev.plumbline.usage.source.text.Times;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads a session log of Claude Code: each part of an answer is a line that repeats its usage. */
final class ClaudeCodeReader implements SessionReader {
  private static final byte[] USAGE = "\"usage\"".getBytes(StandardCharsets.UTF_8);
  private static final String SYNTHETIC = "<synthetic>";

  private final String file;
  private final Times times;
  private Attribution attribution = Attribution.NONE;

  ClaudeCodeReader(Path file, Times times) {
    this.file = String.valueOf(file.getFileName());
    this.times = times;
  }

  @Override
  public void line(Line line, Consumer<Parsed> out) {
    byte[] bytes = line.bytes();
    if (bytes[0] != '{' || bytes[bytes.length - 1] != '}') {
      out.accept(new Parsed.Bad("corrupt line", "it is no complete JSON object"));
      return;
    }
    if (!line.contains(USAGE)) {
      return;
    }
    try {
      JsonNode root = JsonValues.mapper().readTree(bytes);
      JsonNode usage = JsonValues.at(root, "message", "usage");
      if (usage != null && usage.isObject()) {
        out.accept(request(root, usage, line));
      }
    } catch (JacksonException corrupt) {
      out.accept(new Parsed.Bad("corrupt line", corrupt.getOriginalMessage()));
    } catch (Failure.InvalidInput wrong) {
      out.accept(new Parsed.Bad("values that cannot be right", wrong.text()));
    }
  }

  private Parsed request(JsonNode root, JsonNode usage, Line line) {
    String model = JsonValues.text(root, "message", "model");
    if (SYNTHETIC.equals(model)) {
      return new Parsed.Skipped("made up by the program itself, no model was asked");
    }
    String time = JsonValues.text(root, "timestamp");
    if (time == null) {
      return new Parsed.Bad("no time", "the field timestamp is missing");
    }
    Instant at = times.read(time);
    String message = JsonValues.text(root, "message", "id");
    String session = JsonValues.text(root, "sessionId");
    boolean sideChain = JsonValues.isTrue(root, "isSidechain");
    String speed = JsonValues.text(usage, "speed");
    Fingerprint answer = message == null ? alone(root, line) : Fingerprint.of(message);
    Fingerprint asked = asked(root, session);
    String id = Fingerprint.of(ClaudeCodeFormat.NAME, answer.hex(), asked.hex()).uuid();
    UsageEvent event =
        UsageEvent.of(
                id,
                at,
                provider(message, model),
                (model == null ? "unknown" : model).intern(),
                ClaudeCodeFormat.NAME)
            .operation(Operation.MESSAGES)
            .attribution(attribution(root, session, sideChain))
            .tokens(tokens(usage))
            .extras(extras(usage))
            .charge(charge(JsonValues.amount(root, "costUSD")))
            .serviceTier(tier(speed, JsonValues.text(usage, "service_tier")))
            .dataLocation(location(JsonValues.text(usage, "inference_geo")))
            .build();
    return new Parsed.Usage(new Request(answer, asked, sideChain, speed != null, event));
  }

  /** Without a request id the session tells requests apart. */
  private static Fingerprint asked(JsonNode root, @Nullable String session) {
    String request = JsonValues.text(root, "requestId");
    return request == null
        ? Fingerprint.of("session", session == null ? "" : session)
        : Fingerprint.of("request", request);
  }

  /** A line about an answer without an id is about no other line's answer. */
  private Fingerprint alone(JsonNode root, Line line) {
    String own = JsonValues.text(root, "uuid");
    return own == null
        ? Fingerprint.of("line", file, Long.toString(line.offset()))
        : Fingerprint.of("uuid", own);
  }

  private static TokenCounts tokens(JsonNode usage) {
    long written = JsonValues.count(usage, "cache_creation_input_tokens");
    long hour = JsonValues.count(usage, "cache_creation", "ephemeral_1h_input_tokens");
    long minutes = JsonValues.count(usage, "cache_creation", "ephemeral_5m_input_tokens");
    return new TokenCounts(
        JsonValues.count(usage, "input_tokens"),
        JsonValues.count(usage, "cache_read_input_tokens"),
        Math.max(minutes, written - hour),
        hour,
        JsonValues.count(usage, "output_tokens"),
        0);
  }

  private static Extras extras(JsonNode usage) {
    long searches = JsonValues.count(usage, "server_tool_use", "web_search_requests");
    return searches == 0 ? Extras.NONE : new Extras(0, BigDecimal.ZERO, searches);
  }

  private static Charge charge(@Nullable BigDecimal stated) {
    return stated == null
        ? Charge.UNKNOWN
        : new Charge(Cost.lump(stated), stated, ClaudeCodeFormat.NAME, null);
  }

  private static @Nullable String tier(@Nullable String speed, @Nullable String tier) {
    if (speed != null && !speed.equals("standard")) {
      return speed.intern();
    }
    return tier == null || tier.equals("standard") ? null : tier.intern();
  }

  private static @Nullable String location(@Nullable String geo) {
    return geo == null || geo.equals("not_available") ? null : geo.intern();
  }

  private static String provider(@Nullable String message, @Nullable String model) {
    if (message != null && message.startsWith("msg_bdrk_")) {
      return "aws";
    }
    if (message != null && message.startsWith("msg_vrtx_")) {
      return "google";
    }
    return model == null || model.startsWith("claude") ? "anthropic" : "unknown";
  }

  /** The same object for the same values: a log holds thousands of lines of few sessions. */
  private Attribution attribution(JsonNode root, @Nullable String session, boolean sideChain) {
    TreeMap<String, String> tags = new TreeMap<>();
    String folder = JsonValues.text(root, "cwd");
    if (folder != null) {
      tags.put("project", folder.substring(folder.replace('\\', '/').lastIndexOf('/') + 1));
    }
    String branch = JsonValues.text(root, "gitBranch");
    if (branch != null) {
      tags.put("branch", branch);
    }
    if (sideChain) {
      tags.put("side_chain", "true");
    }
    Attribution own = new Attribution(null, null, null, null, null, null, session, tags);
    if (!own.equals(attribution)) {
      attribution = own;
    }
    return attribution;
  }
}
