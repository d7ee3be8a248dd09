package dev.plumbline.gateway.start;

import dev.plumbline.gateway.access.TrustedProxies;
import dev.plumbline.gateway.http.BodyLimits;
import dev.plumbline.gateway.record.Texts;
import dev.plumbline.gateway.trace.OtlpOptions;
import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.PlumblineHome;
import dev.plumbline.kernel.Setting;
import dev.plumbline.kernel.Settings;
import dev.plumbline.mcp.http.TlsKeystore;
import dev.plumbline.usage.price.Prices;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a gateway is set up.
 *
 * @param host the address to listen on
 * @param port 0 for a free one
 * @param database where keys, budgets and routes are: {@code duckdb:PATH} or {@code postgresql://…}
 * @param ledger where usage is written: a location of the usage ledger
 * @param syncEvery how much of the journal a power cut may lose
 * @param unboundedOutput output tokens held for a request that sets no bound
 * @param textsKept how long texts stay in the ledger
 * @param traces where spans go
 * @param proxies whose X-Forwarded-For is believed
 * @param tls the keystore of the listener; null for plain HTTP
 * @param environment of the process, which holds the providers' keys
 */
public record GatewayOptions(
    String host,
    int port,
    PlumblineHome home,
    String database,
    String ledger,
    Optional<Path> priceFile,
    Duration syncEvery,
    Duration ledgerEvery,
    long unboundedOutput,
    BodyLimits bodies,
    Texts texts,
    Duration textsKept,
    Optional<OtlpOptions> traces,
    TrustedProxies proxies,
    @Nullable TlsKeystore tls,
    Map<String, String> environment) {
  /** Where it listens unless told otherwise. */
  public static final int PORT = 4000;

  /** Where keys, budgets and routes are. */
  public static final Setting DATABASE =
      Setting.of(
          "database",
          "PLUMBLINE_DATABASE",
          "Where keys, budgets and routes are kept: duckdb:PATH for one gateway, postgresql://… for"
              + " several. Default: control.duckdb in PLUMBLINE_HOME.");

  /** Where usage is written. */
  public static final Setting LEDGER =
      Setting.of(
          "ledger",
          "PLUMBLINE_LEDGER",
          "The ledger: a .duckdb file, postgresql://… or snowflake://…. Default: the database where"
              + " that is PostgreSQL, else ledger.duckdb in PLUMBLINE_HOME.");

  /** How often the journal is forced to the disk. */
  public static final Setting SYNC =
      Setting.of(
          "journal.sync.millis",
          "PLUMBLINE_JOURNAL_SYNC_MILLIS",
          "How many milliseconds of the journal a power cut may lose (10 to 60000; default 1000). A"
              + " killed process loses nothing in any case.");

  /** What is held for requests without a bound. */
  public static final Setting OUTPUT =
      Setting.of(
          "reserve.output.tokens",
          "PLUMBLINE_RESERVE_OUTPUT_TOKENS",
          "Output tokens held in budgets for a request that sets no bound of its own (default"
              + " 4096).");

  /** The largest body. */
  public static final Setting BODY =
      Setting.of(
          "body.mebibytes",
          "PLUMBLINE_BODY_MEBIBYTES",
          "The largest request body in MiB (1 to 512; default 32).");

  /** Memory for bodies. */
  public static final Setting BODIES =
      Setting.of(
          "bodies.mebibytes",
          "PLUMBLINE_BODIES_MEBIBYTES",
          "Memory in MiB for all request bodies that are held at once, at least 8/7 of the largest"
              + " (to 1048576; default: a quarter of the heap). What finds no room gets 503.");

  /** Whether texts are kept. */
  public static final Setting TEXTS =
      Setting.of(
          "texts.characters",
          "PLUMBLINE_TEXTS_CHARACTERS",
          "How many characters of each prompt and answer the ledger keeps (default 0: none).");

  /** What is blacked out of texts. */
  public static final Setting REDACT =
      Setting.of(
          "texts.redact",
          "PLUMBLINE_TEXTS_REDACT",
          "Regular expressions, separated by blanks, of what is blacked out of kept texts.");

  /** How long texts are kept. */
  public static final Setting TEXTS_DAYS =
      Setting.of(
          "texts.days",
          "PLUMBLINE_TEXTS_DAYS",
          "After how many days kept texts are removed from the ledger, whose events stay (1 to"
              + " 3650; default 30).");

  /** Whose word on clients counts. */
  public static final Setting PROXIES =
      Setting.of(
          "trusted.proxies",
          "PLUMBLINE_TRUSTED_PROXIES",
          "Addresses and CIDR networks, separated by commas or blanks, of reverse proxies whose"
              + " X-Forwarded-For says who a request comes from. Default: nobody is believed.");

  /** Every setting of the gateway. */
  public static final List<Setting> SETTINGS =
      Stream.concat(
              Stream.of(
                  DATABASE,
                  LEDGER,
                  Prices.FILE,
                  SYNC,
                  OUTPUT,
                  BODY,
                  BODIES,
                  TEXTS,
                  REDACT,
                  TEXTS_DAYS,
                  PROXIES),
              OtlpOptions.SETTINGS.stream())
          .toList();

  private static final int UNBOUNDED_OUTPUT = 4096;

  /** What settings say. */
  public static GatewayOptions of(
      String host, int port, Settings settings, Map<String, String> environment) {
    PlumblineHome home = PlumblineHome.of(environment);
    String database =
        settings.get(DATABASE).orElseGet(() -> "duckdb:" + home.file("control.duckdb"));
    String ledger =
        settings
            .get(LEDGER)
            .orElseGet(() ->
                database.startsWith("postgres")
                    ? database
                    : "duckdb:" + home.file("ledger.duckdb"));
    int characters = settings.integer(TEXTS, 0, 0, 1_000_000);
    return new GatewayOptions(
        host,
        port,
        home,
        database,
        ledger,
        settings.get(Prices.FILE).map(Path::of),
        Duration.ofMillis(settings.integer(SYNC, 1000, 10, 60_000)),
        Duration.ofSeconds(1),
        settings.integer(OUTPUT, UNBOUNDED_OUTPUT, 1, 10_000_000),
        bodies(settings),
        new Texts(characters > 0, redacted(settings), characters),
        Duration.ofDays(settings.integer(TEXTS_DAYS, 30, 1, 3650)),
        OtlpOptions.of(settings),
        TrustedProxies.read(settings.get(PROXIES).orElse(""), PROXIES.variable()),
        null,
        Map.copyOf(environment));
  }

  /** The same with a keystore for TLS; null for plain HTTP. */
  public GatewayOptions with(@Nullable TlsKeystore keystore) {
    return new GatewayOptions(
        host,
        port,
        home,
        database,
        ledger,
        priceFile,
        syncEvery,
        ledgerEvery,
        unboundedOutput,
        bodies,
        texts,
        textsKept,
        traces,
        proxies,
        keystore,
        environment);
  }

  private static BodyLimits bodies(Settings settings) {
    BodyLimits usual = BodyLimits.of(settings.integer(BODY, 32, 1, 512) << 20);
    int least = Math.toIntExact(Math.ceilDiv(BodyLimits.leastRoom(usual.bytes()), 1L << 20));
    int given = settings.integer(BODIES, 0, least, 1 << 20);
    return given == 0 ? usual : usual.withRoom((long) given << 20);
  }

  private static List<Pattern> redacted(Settings settings) {
    return settings.get(REDACT).stream()
        .flatMap(all -> Arrays.stream(all.split("\\s+")))
        .map(GatewayOptions::pattern)
        .toList();
  }

  private static Pattern pattern(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException wrong) {
      throw new Failure.Misconfigured(
          "%s holds '%s', which is no regular expression: %s."
              .formatted(REDACT.variable(), text, wrong.getDescription()),
          "Correct it, or leave the setting out.");
    }
  }
}
