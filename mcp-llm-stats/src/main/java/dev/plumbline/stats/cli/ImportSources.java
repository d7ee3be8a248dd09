package dev.plumbline.stats.cli;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.source.Source;
import dev.plumbline.usage.source.api.ApiSource;
import dev.plumbline.usage.source.api.ApiSources;
import dev.plumbline.usage.source.api.Asked;
import dev.plumbline.usage.source.jdbc.ParquetRows;
import dev.plumbline.usage.source.otel.GenAiSpan;
import dev.plumbline.usage.source.otel.SpanRows;
import dev.plumbline.usage.source.session.ClaudeCodeFormat;
import dev.plumbline.usage.source.session.CodexFormat;
import dev.plumbline.usage.source.session.SessionFormat;
import dev.plumbline.usage.source.session.SessionLogs;
import dev.plumbline.usage.source.table.ColumnMapping;
import dev.plumbline.usage.source.table.FileSource;
import dev.plumbline.usage.source.table.LiteLlmSpend;
import dev.plumbline.usage.source.table.MappedTable;
import dev.plumbline.usage.source.table.OpenRouterActivity;
import dev.plumbline.usage.source.table.PortkeyLog;
import dev.plumbline.usage.source.table.RowMapper;
import dev.plumbline.usage.source.table.RowReader;
import dev.plumbline.usage.source.table.TextRows;
import dev.plumbline.usage.source.text.Times;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The sources that can be imported. */
final class ImportSources {
  private static final String FILES = "FILE…";

  private ImportSources() {}

  static List<SourceKind> all() {
    return Stream.concat(local().stream(), ApiSources.all().stream().map(ImportSources::remote))
        .toList();
  }

  private static SourceKind remote(ApiSource api) {
    String instead =
        api.sameSpend().isEmpty() ? "" : "; instead of " + String.join(", ", api.sameSpend());
    return new SourceKind(
        api.name(),
        api.about() + instead,
        "",
        request ->
            List.of(api.open(new Asked(request.environment(), request.since(), request.clock()))));
  }

  private static List<SourceKind> local() {
    return List.of(
        new SourceKind(
            ClaudeCodeFormat.NAME,
            "session logs of Claude Code; without a folder those of this machine",
            "[FOLDER…]",
            ImportSources::claudeCode),
        new SourceKind(
            CodexFormat.NAME,
            "session logs of Codex; without a folder those of this machine",
            "[FOLDER…]",
            ImportSources::codex),
        exported(
            LiteLlmSpend.NAME,
            "rows of LiteLLM_SpendLogs: JSON, JSON Lines or CSV",
            LiteLlmSpend::new),
        exported(PortkeyLog.NAME, "log exports of Portkey: JSON Lines or CSV", PortkeyLog::new),
        exported(
            OpenRouterActivity.NAME,
            "activity exports of OpenRouter: CSV or JSON",
            OpenRouterActivity::new),
        new SourceKind(
            GenAiSpan.NAME,
            "OpenTelemetry spans of model calls: OTLP/JSON, whole or by line",
            FILES,
            request ->
                files(
                    request, GenAiSpan.NAME, new SpanRows(), () -> new GenAiSpan(request.times()))),
        new SourceKind(
            "table",
            "any CSV, JSON, JSON Lines or Parquet, with --map or --mapping",
            FILES,
            ImportSources::table));
  }

  private static SourceKind exported(String name, String about, Function<Times, RowMapper> mapper) {
    return new SourceKind(
        name,
        about,
        FILES,
        request -> files(request, name, null, () -> mapper.apply(request.times())));
  }

  private static List<Source> claudeCode(ImportRequest request) {
    if (request.paths().isEmpty()) {
      return logs(
          ClaudeCodeFormat.of(request.environment(), request.userHome(), request.times()),
          "CLAUDE_CONFIG_DIR",
          request);
    }
    List<Path> folders = request.paths().stream().map(ClaudeCodeFormat::projects).toList();
    return logs(new ClaudeCodeFormat(folders, request.times()), "the folder", request);
  }

  private static List<Source> codex(ImportRequest request) {
    if (request.paths().isEmpty()) {
      return logs(
          CodexFormat.of(request.environment(), request.userHome(), request.times()),
          "CODEX_HOME",
          request);
    }
    List<Path> folders =
        request.paths().stream()
            .flatMap(folder -> CodexFormat.below(folder, request.times()).folders().stream())
            .toList();
    return logs(new CodexFormat(folders, request.times()), "the folder", request);
  }

  private static List<Source> logs(SessionFormat format, String where, ImportRequest request) {
    SessionLogs logs = new SessionLogs(format, request.clock());
    if (logs.files().isEmpty()) {
      throw new Failure.NotFound(
          "There are no " + logs.description() + ".", "Check " + where + ".");
    }
    return List.of(logs);
  }

  private static List<Source> table(ImportRequest request) {
    ColumnMapping mapping = ColumnMapping.of(request.mapping());
    return files(
        request,
        request.name(),
        null,
        () -> new MappedTable(request.name(), mapping, request.times()));
  }

  private static List<Source> files(
      ImportRequest request, String name, @Nullable RowReader reader, Supplier<RowMapper> mapper) {
    return request.paths().stream()
        .map(file ->
            (Source) new FileSource(name, file, reader == null ? reader(file) : reader, mapper))
        .toList();
  }

  private static RowReader reader(Path file) {
    return file.toString().endsWith(".parquet") ? new ParquetRows() : new TextRows();
  }
}
