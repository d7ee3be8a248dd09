package dev.plumbline.usage.source.table;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Nearest;
import dev.plumbline.kernel.TokenCounts;
import dev.plumbline.usage.Attribution;
import dev.plumbline.usage.CacheOutcome;
import dev.plumbline.usage.CacheUse;
import dev.plumbline.usage.Charge;
import dev.plumbline.usage.Content;
import dev.plumbline.usage.Cost;
import dev.plumbline.usage.Delivery;
import dev.plumbline.usage.Extras;
import dev.plumbline.usage.Operation;
import dev.plumbline.usage.Status;
import dev.plumbline.usage.Trial;
import dev.plumbline.usage.UsageEvent;
import dev.plumbline.usage.source.Fingerprint;
import dev.plumbline.usage.source.text.Numbers;
import dev.plumbline.usage.source.text.Times;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows of any table, read by a mapping of its columns. */
public final class MappedTable implements RowMapper {
  private static final BigDecimal THOUSAND = new BigDecimal(1000);

  private final String source;
  private final ColumnMapping mapping;
  private final Times times;
  private final Map<Fingerprint, Integer> alike = new HashMap<>();

  public MappedTable(String source, ColumnMapping mapping, Times times) {
    this.source = source;
    this.mapping = mapping;
    this.times = times;
  }

  @Override
  public void columns(List<String> names) {
    mapping.check(names);
  }

  @Override
  public UsageEvent event(Row row) {
    return UsageEvent.of(
            id(row),
            times.read(required(Field.TIME, row)),
            ProviderNames.of(text(Field.PROVIDER, row), "unknown"),
            required(Field.MODEL, row).intern(),
            source)
        .requestedModel(text(Field.REQUESTED_MODEL, row))
        .operation(
            Objects.requireNonNullElse(
                oneOf(Field.OPERATION, Operation.values(), Operation::label, row), Operation.CHAT))
        .requests(text(Field.REQUESTS, row) == null ? 1 : count(Field.REQUESTS, row))
        .attribution(attribution(row))
        .tokens(tokens(row))
        .extras(extras(row))
        .charge(charge(row))
        .cache(cache(row))
        .delivery(delivery(row))
        .trial(trial(row))
        .serviceTier(tier(row))
        .batch(text(Field.BATCH, row))
        .dataLocation(text(Field.DATA_LOCATION, row))
        .content(new Content(text(Field.PROMPT, row), text(Field.ANSWER, row)))
        .build();
  }

  /** Rows that are alike in everything are different requests: the second, the third … such. */
  private String id(Row row) {
    String own = text(Field.ID, row);
    if (own != null) {
      return source + ":" + own;
    }
    Fingerprint content = Fingerprint.of(source, row.values().toString());
    int number = alike.merge(content, 1, Integer::sum);
    return Fingerprint.of(content.hex(), Integer.toString(number)).uuid();
  }

  private Attribution attribution(Row row) {
    TreeMap<String, String> tags = new TreeMap<>();
    mapping
        .tags()
        .forEach((name, column) -> {
          String value = column.value(row);
          if (value != null) {
            tags.put(name, value);
          }
        });
    return new Attribution(
        text(Field.KEY, row),
        text(Field.ORGANISATION, row),
        text(Field.DEPARTMENT, row),
        text(Field.ENVIRONMENT, row),
        text(Field.TASK, row),
        text(Field.USER, row),
        text(Field.SESSION, row),
        tags);
  }

  private TokenCounts tokens(Row row) {
    long read = count(Field.CACHE_READ_TOKENS, row);
    long write = count(Field.CACHE_WRITE_TOKENS, row);
    long hour = count(Field.CACHE_WRITE_1H_TOKENS, row);
    long output = count(Field.OUTPUT_TOKENS, row);
    long reasoning = count(Field.REASONING_TOKENS, row);
    if (text(Field.UNCACHED_INPUT_TOKENS, row) == null) {
      long input = count(Field.INPUT_TOKENS, row);
      return Stated.inclusive(input, read, write, hour, output, reasoning);
    }
    long uncached = count(Field.UNCACHED_INPUT_TOKENS, row);
    TokenCounts tokens = new TokenCounts(uncached, read, write, hour, output, reasoning);
    if (text(Field.INPUT_TOKENS, row) != null && count(Field.INPUT_TOKENS, row) != tokens.input()) {
      throw new Failure.InvalidInput(
          "input_tokens and the parts of it do not add up.", "Map one of both.");
    }
    return tokens;
  }

  private Extras extras(Row row) {
    BigDecimal seconds = number(Field.AUDIO_SECONDS, row);
    if (seconds != null) {
      Numbers.count(Field.AUDIO_SECONDS.label(), Numbers.rounded(seconds));
    }
    return new Extras(
        count(Field.IMAGES, row),
        seconds == null ? BigDecimal.ZERO : seconds,
        count(Field.SEARCHES, row));
  }

  private Charge charge(Row row) {
    BigDecimal dollars = amount(Field.COST, row);
    BigDecimal cents = amount(Field.COST_CENTS, row);
    BigDecimal cost = dollars == null && cents != null ? cents.movePointLeft(2) : dollars;
    BigDecimal list = amount(Field.LIST_COST, row);
    if (cost == null) {
      return Charge.UNKNOWN;
    }
    return new Charge(Cost.lump(cost), list == null ? cost : list, source, null);
  }

  private CacheUse cache(Row row) {
    CacheOutcome outcome = oneOf(Field.CACHE, CacheOutcome.values(), CacheOutcome::label, row);
    return outcome == null ? CacheUse.NONE : new CacheUse(outcome, null, null, null);
  }

  private Delivery delivery(Row row) {
    BigDecimal seconds = number(Field.LATENCY_SECONDS, row);
    BigDecimal millis = number(Field.LATENCY_MS, row);
    BigDecimal latency = millis == null && seconds != null ? seconds.multiply(THOUSAND) : millis;
    String attempts = text(Field.ATTEMPTS, row);
    return new Delivery(
        status(row),
        millis(Field.LATENCY_MS, latency),
        millis(Field.FIRST_TOKEN_MS, number(Field.FIRST_TOKEN_MS, row)),
        text(Field.ERROR_KIND, row),
        attempts == null ? 1 : Math.clamp(count(Field.ATTEMPTS, row), 1, 1000),
        text(Field.FALLBACK_FROM, row));
  }

  private Status status(Row row) {
    String text = text(Field.STATUS, row);
    String word = text == null ? "ok" : text.toLowerCase(Locale.ROOT);
    if (word.matches("[1-5][0-9]{2}")) {
      return word.compareTo("400") < 0 ? Status.OK : Status.ERROR;
    }
    return switch (word) {
      case "success", "succeeded", "true", "completed", "stop" -> Status.OK;
      case "failure", "failed", "false" -> Status.ERROR;
      case "cancelled", "canceled" -> Status.INTERRUPTED;
      default ->
          Objects.requireNonNullElse(
              oneOf(Field.STATUS, Status.values(), Status::label, row), Status.OK);
    };
  }

  private Trial trial(Row row) {
    BigDecimal quality = number(Field.QUALITY, row);
    if (quality != null && (quality.signum() < 0 || quality.compareTo(BigDecimal.ONE) > 0)) {
      throw new Failure.InvalidInput(
          "The quality " + quality + " cannot be right.", "Give a score from 0 to 1.");
    }
    return new Trial(
        text(Field.EXPERIMENT, row),
        text(Field.VARIANT, row),
        quality == null ? null : quality.doubleValue());
  }

  private @Nullable String tier(Row row) {
    String tier = text(Field.SERVICE_TIER, row);
    return tier == null || tier.equals("standard") || tier.equals("default") ? null : tier;
  }

  private @Nullable String text(Field field, Row row) {
    return mapping.value(field, row);
  }

  private String required(Field field, Row row) {
    String text = text(field, row);
    if (text == null) {
      throw new Failure.InvalidInput(
          "The row has no " + field.label() + ".",
          "Map the column that holds it: --map " + field.label() + "=COLUMN.");
    }
    return text;
  }

  private @Nullable BigDecimal number(Field field, Row row) {
    String text = text(field, row);
    return text == null ? null : Numbers.parse(field.label(), text);
  }

  private long count(Field field, Row row) {
    BigDecimal number = number(field, row);
    return number == null ? 0 : Numbers.count(field.label(), number);
  }

  private @Nullable BigDecimal amount(Field field, Row row) {
    BigDecimal number = number(field, row);
    return number == null ? null : Numbers.amount(field.label(), number);
  }

  private static @Nullable Long millis(Field field, @Nullable BigDecimal value) {
    return value == null ? null : Numbers.count(field.label(), Numbers.rounded(value));
  }

  private <T> @Nullable T oneOf(Field field, T[] values, Function<T, String> label, Row row) {
    String text = text(field, row);
    if (text == null) {
      return null;
    }
    List<String> labels = Arrays.stream(values).map(label).toList();
    int index = labels.indexOf(text.toLowerCase(Locale.ROOT));
    if (index < 0) {
      throw new Failure.InvalidInput(
          "The %s '%s' is not known.".formatted(field.label(), Numbers.shortened(text)),
          Nearest.hint(text, labels) + " Known: " + String.join(", ", labels) + ".");
    }
    return values[index];
  }
}
