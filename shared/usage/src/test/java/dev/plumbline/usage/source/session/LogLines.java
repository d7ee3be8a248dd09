package dev.plumbline.usage.source.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes log lines as the programs write them. */
final class LogLines {
  private LogLines() {}

  /** A line of Claude Code: 100 tokens read from the cache, some input, some output. */
  static String claude(String session, String message, String request, long input, long output) {
    return """
    {"parentUuid":null,"isSidechain":false,"userType":"external","cwd":"/home/ann/shop",\
    "sessionId":"%s","version":"2.0.14","gitBranch":"main","type":"assistant",\
    "uuid":"%s","timestamp":"2026-01-31T10:00:00.000Z","requestId":"%s","message":{"id":"%s",\
    "type":"message","role":"assistant","model":"claude-sonnet-4-5-20250929","content":[],\
    "stop_reason":null,"usage":{"input_tokens":%d,"cache_creation_input_tokens":30,\
    "cache_read_input_tokens":100,"cache_creation":{"ephemeral_5m_input_tokens":20,\
    "ephemeral_1h_input_tokens":10},"output_tokens":%d,"service_tier":"standard"}}}\
    """
        .formatted(session, message + request, request, message, input, output);
  }

  static String turn(String model) {
    return """
    {"timestamp":"2026-01-31T10:00:00.000Z","type":"turn_context","payload":{"cwd":"/x",\
    "model":"%s"}}\
    """
        .formatted(model);
  }

  static String meta(String id, String more) {
    return """
    {"timestamp":"2026-01-31T10:00:00.000Z","type":"session_meta","payload":{"id":"%s",\
    "cwd":"/home/ann/shop","model_provider":"openai"%s}}\
    """
        .formatted(id, more);
  }

  /** A count of Codex: what the last request used, and the sum of the session; -1 leaves out. */
  static String count(String time, long lastInput, long lastOutput, long sumInput, long sumOutput) {
    return """
    {"timestamp":"%s","type":"event_msg","payload":{"type":"token_count","info":{%s%s%s}}}\
    """
        .formatted(
            time,
            lastInput < 0 ? "" : "\"last_token_usage\":" + usage(lastInput, lastOutput),
            lastInput < 0 || sumInput < 0 ? "" : ",",
            sumInput < 0 ? "" : "\"total_token_usage\":" + usage(sumInput, sumOutput));
  }

  private static String usage(long input, long output) {
    return """
    {"input_tokens":%d,"cached_input_tokens":%d,"output_tokens":%d,\
    "reasoning_output_tokens":%d,"total_tokens":%d}\
    """
        .formatted(input, input / 2, output, output / 5, input + output);
  }

  static Path write(Path file, String... lines) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, String.join("\n", lines) + "\n");
  }

  static void append(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.APPEND);
  }
}
