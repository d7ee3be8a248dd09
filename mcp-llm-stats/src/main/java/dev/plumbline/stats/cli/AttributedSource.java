package dev.plumbline.stats.cli;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Nearest;
import dev.plumbline.usage.Attribution;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.source.Progress;
import dev.plumbline.usage.source.Rejection;
import dev.plumbline.usage.source.Sink;
import dev.plumbline.usage.source.Source;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A source whose events are charged to somebody named on the command line, where the source itself
 * does not say to whom.
 */
final class AttributedSource implements Source {
  private static final List<String> NAMES =
      List.of("key", "organisation", "department", "environment", "task", "user");

  private static final String TAG = "tag.";

  private final Source source;
  private final Map<String, String> values;

  /**
   * @param values by name: key, organisation, department, environment, task, user or tag.NAME
   */
  AttributedSource(Source source, Map<String, String> values) {
    this.source = source;
    this.values = Map.copyOf(values);
    for (String name : values.keySet()) {
      if (!NAMES.contains(name) && !(name.startsWith(TAG) && name.length() > TAG.length())) {
        throw new Failure.Misconfigured(
            "'" + name + "' cannot be set.",
            (Nearest.hint(name, NAMES) + " Set " + String.join(", ", NAMES) + " or tag.NAME.")
                .strip());
      }
    }
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public String description() {
    return source.description();
  }

  @Override
  public void read(@Nullable String checkpoint, Sink sink) {
    source.read(checkpoint, new Attributing(sink));
  }

  private UsageEvent attributed(UsageEvent event) {
    Attribution own = event.attribution();
    TreeMap<String, String> tags = new TreeMap<>();
    values.forEach((name, value) -> {
      if (name.startsWith(TAG)) {
        tags.put(name.substring(TAG.length()), value);
      }
    });
    tags.putAll(own.tags());
    return event.withAttribution(
        new Attribution(
            value("key", own.key()),
            value("organisation", own.organisation()),
            value("department", own.department()),
            value("environment", own.environment()),
            value("task", own.task()),
            value("user", own.user()),
            own.session(),
            tags));
  }

  private @Nullable String value(String name, @Nullable String own) {
    return own == null ? values.get(name) : own;
  }

  private final class Attributing implements Sink {
    private final Sink sink;

    Attributing(Sink sink) {
      this.sink = sink;
    }

    @Override
    public void event(UsageEvent event) {
      sink.event(values.isEmpty() ? event : attributed(event));
    }

    @Override
    public void reject(Rejection rejection) {
      sink.reject(rejection);
    }

    @Override
    public void skip(String reason) {
      sink.skip(reason);
    }

    @Override
    public void progress(Progress progress) {
      sink.progress(progress);
    }

    @Override
    public void checkpoint(String state) {
      sink.checkpoint(state);
    }
  }
}
