package dev.plumbline.stats.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Session logs as coding agents leave them over some weeks: streamed answers whose usage grows,
 * sessions resumed with a copy of their history, side chains that replay their parents, sessions
 * without request ids, lines a program made up itself, and corrupt lines.
 */
final class GeneratedLogs {
  private static final Instant START = Instant.parse("2026-01-05T20:00:00Z");
  private static final String[] CLAUDE = {
    "claude-sonnet-4-5-20250929", "claude-opus-4-1-20250805", "claude-haiku-4-5-20251001"
  };
  private static final String[] GPT = {"gpt-5", "gpt-5-codex"};

  private final SplittableRandom random;
  private int serial;

  GeneratedLogs(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Writes logs of Claude Code below {@code folder/projects}. */
  void claudeCode(Path folder, int sessions) throws IOException {
    List<String> history = List.of();
    for (int session = 0; session < sessions; session++) {
      String id = "session-" + session;
      Instant start = START.plusSeconds(session * 20_000L);
      List<String> lines = new ArrayList<>();
      boolean resumed = session % 4 == 3;
      if (resumed) {
        history.forEach(line -> lines.add(line.replace("session-", "resumed-")));
      }
      List<String> own = new ArrayList<>();
      for (int request = 0; request < 40; request++) {
        own.addAll(answer(id, start.plusSeconds(request * 137L), session % 5 == 4));
      }
      lines.addAll(own);
      lines.add(10, "{\"type\":\"user\",\"message\":{\"content\":\"cut off");
      lines.add("{\"type\":\"summary\",\"summary\":\"a \\\"usage\\\":{ in a text\"}");
      Files.createDirectories(folder.resolve("projects/p" + session % 3));
      Files.write(folder.resolve("projects/p" + session % 3 + "/" + id + ".jsonl"), lines);
      if (session % 3 == 1) {
        sideChain(folder.resolve("projects/p" + session % 3 + "/agent-" + id + ".jsonl"), own);
      }
      history = own;
    }
  }

  /** A side chain replays some answers of its parent under new request ids, and has own ones. */
  private void sideChain(Path file, List<String> parent) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : parent.subList(0, parent.size() / 2)) {
      lines.add(
          line.replace("\"isSidechain\":false", "\"isSidechain\":true")
              .replace("\"requestId\":\"req_", "\"requestId\":\"req_replayed_"));
    }
    for (int request = 0; request < 10; request++) {
      for (String line : answer("agent", START.plusSeconds(90_000 + request * 61L), false)) {
        lines.add(line.replace("\"isSidechain\":false", "\"isSidechain\":true"));
      }
    }
    Files.write(file, lines);
  }

  private List<String> answer(String session, Instant time, boolean withoutRequest) {
    int number = serial++;
    String model = CLAUDE[random.nextInt(CLAUDE.length)];
    boolean synthetic = random.nextInt(30) == 0;
    long input = synthetic ? 0 : random.nextLong(1, 3000);
    long read = synthetic ? 0 : random.nextLong(0, 100_000);
    long minutes = synthetic ? 0 : random.nextLong(0, 9000);
    long hour = synthetic || random.nextInt(4) > 0 ? 0 : random.nextLong(1, 5000);
    long output = synthetic ? 0 : random.nextLong(10, 4000);
    List<String> lines = new ArrayList<>();
    int parts = random.nextInt(1, 4);
    for (int part = 1; part <= parts; part++) {
      lines.add(
          """
          {"isSidechain":false,"cwd":"/home/ann/shop","sessionId":"%s","version":"2.0.14",\
          "type":"assistant","uuid":"u-%d-%d",%s"timestamp":"%s","message":{"id":"msg_%d",\
          "type":"message","role":"assistant","model":"%s","content":[],"usage":{\
          "input_tokens":%d,"cache_creation_input_tokens":%d,"cache_read_input_tokens":%d,\
          "cache_creation":{"ephemeral_5m_input_tokens":%d,"ephemeral_1h_input_tokens":%d},\
          "output_tokens":%d,"service_tier":"standard"}}}\
          """
              .formatted(
                  session,
                  number,
                  part,
                  withoutRequest ? "" : "\"requestId\":\"req_" + number + "\",",
                  withoutRequest ? time : time.plusMillis(part * 400L),
                  number,
                  synthetic ? "<synthetic>" : model,
                  input,
                  minutes + hour,
                  read,
                  minutes,
                  hour,
                  output * part / parts));
    }
    return lines;
  }

  /** Writes logs of Codex below {@code folder/sessions}. */
  void codex(Path folder, int sessions) throws IOException {
    Path day = folder.resolve("sessions/2026/01/05");
    Files.createDirectories(day);
    List<String> history = List.of();
    for (int session = 0; session < sessions; session++) {
      List<String> lines = new ArrayList<>();
      lines.add(
          "{\"timestamp\":\"%s\",\"type\":\"session_meta\",\"payload\":{\"id\":\"s%d\",\"cwd\":\"/x\"}}"
              .formatted(START, session));
      if (session % 3 == 2) {
        lines.addAll(history);
      }
      List<String> own = turns(START.plusSeconds(session * 30_000L));
      lines.addAll(own);
      Files.write(day.resolve("rollout-%03d.jsonl".formatted(session)), lines);
      history = own;
    }
  }

  private List<String> turns(Instant start) {
    List<String> lines = new ArrayList<>();
    long[] sum = new long[4];
    for (int turn = 0; turn < 30; turn++) {
      Instant time = start.plusSeconds(turn * 211L);
      lines.add(
          "{\"timestamp\":\"%s\",\"type\":\"turn_context\",\"payload\":{\"model\":\"%s\"}}"
              .formatted(time, GPT[random.nextInt(GPT.length)]));
      long input = random.nextLong(100, 90_000);
      long output = random.nextLong(10, 4000);
      long[] last = {input, random.nextLong(0, input), output, random.nextLong(0, output)};
      for (int i = 0; i < sum.length; i++) {
        sum[i] += last[i];
      }
      String count =
          "{\"timestamp\":\"%s\",\"type\":\"event_msg\",\"payload\":{\"type\":\"token_count\",\"info\":{\"last_token_usage\":%s,\"total_token_usage\":%s}}}";
      lines.add(count.formatted(time.plusMillis(7), counts(last), counts(sum)));
      if (turn % 5 == 0) {
        lines.add(count.formatted(time.plusSeconds(9), counts(last), counts(sum)));
      }
    }
    return lines;
  }

  private static String counts(long[] values) {
    return """
    {"input_tokens":%d,"cached_input_tokens":%d,"output_tokens":%d,\
    "reasoning_output_tokens":%d,"total_tokens":%d}\
    """
        .formatted(values[0], values[1], values[2], values[3], values[0] + values[2]);
  }
}
