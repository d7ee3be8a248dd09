package dev.plumbline.usage.source.table;

import dev.plumbline.kernel.Failure;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.source.Progress;
import dev.plumbline.usage.source.Rejection;
import dev.plumbline.usage.source.Sink;
import dev.plumbline.usage.source.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An exported file as a source of events. */
public final class FileSource implements Source {
  private final String name;
  private final Path file;
  private final RowReader reader;
  private final Supplier<RowMapper> mapper;

  /**
   * @param name what its events carry as their source
   * @param mapper makes a mapper for one reading of the file
   */
  public FileSource(String name, Path file, RowReader reader, Supplier<RowMapper> mapper) {
    this.name = name;
    this.file = file;
    this.reader = reader;
    this.mapper = mapper;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String description() {
    return file.toString();
  }

  @Override
  public void read(@Nullable String checkpoint, Sink sink) {
    RowMapper events = mapper.get();
    reader.read(
        file,
        new RowReader.Rows() {
          @Override
          public void columns(List<String> names) {
            events.columns(names);
          }

          @Override
          public void row(Row row) {
            UsageEvent event;
            try {
              event = events.event(row);
            } catch (Failure.InvalidInput wrong) {
              sink.reject(
                  new Rejection(
                      row.origin(),
                      row.line(),
                      "values that cannot be right",
                      wrong.text(),
                      row.values().toString()));
              return;
            }
            sink.event(event);
          }

          @Override
          public void bad(Rejection rejection) {
            sink.reject(rejection);
          }

          @Override
          public void progress(long done, long total) {
            sink.progress(new Progress(done, total, "bytes"));
          }
        });
  }
}
