package dev.plumbline.control.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.control.Alert;
import dev.plumbline.control.AtLimit;
import dev.plumbline.control.Budget;
import dev.plumbline.control.Entry;
import dev.plumbline.control.EntryKind;
import dev.plumbline.control.KeyText;
import dev.plumbline.control.Level;
import dev.plumbline.control.Limit;
import dev.plumbline.control.Period;
import dev.plumbline.control.Provider;
import dev.plumbline.control.Provider.Dialect;
import dev.plumbline.control.Route;
import dev.plumbline.control.Sample;
import dev.plumbline.control.VirtualKey;
import dev.plumbline.control.Window;
import dev.plumbline.kernel.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class EntryJsonTest {
  private static Entry read(EntryKind kind, String json) {
    return EntryJson.read(kind, EntryJson.parse(json.replace('\'', '"')));
  }

  static Stream<Entry> entries() {
    Provider azure =
        new Provider(
            "azure",
            Dialect.OPENAI,
            "https://x.openai.azure.com",
            "file:/run/key",
            new TreeMap<>(Map.of("x-title", "a \"b\"")),
            new TreeMap<>(Map.of("chat_completions", "/openai/v1/chat/completions")),
            "openai",
            "eu",
            8,
            new Provider.Breaker(30, 5, Duration.ofSeconds(3)),
            3);
    Route route =
        new Route(
            "smart",
            List.of(new Route.Target("a", "m", 0, 3), new Route.Target("b", "n", 1, 1)),
            new Route.Retry(3, Duration.ofMillis(50), Duration.ofSeconds(1)),
            Route.Timeouts.USUAL,
            1);
    Window month = new Window(Period.MONTH, false, Sample.BERLIN);
    return Stream.of(
        azure,
        route,
        Sample.budget("b", Level.TASK, "*", "1000000.5", month, AtLimit.DEGRADE),
        Sample.limit("l", Limit.Kind.PARALLEL, 5, Duration.ofHours(36)),
        Sample.alert("a", Alert.Kind.HOURLY_SPEND, "mail"),
        Sample.mail("mail"),
        Sample.silence("s", "a"),
        Sample.key(KeyText.make())
            .withSecrets(
                List.of(new VirtualKey.Secret("ab", Instant.parse("2026-01-01T00:00:00Z")))));
  }

  @ParameterizedTest
  @MethodSource("entries")
  void whatIsStoredIsReadBack(Entry entry) {
    String text = EntryJson.stored(entry).toString();
    assertThat(EntryJson.readStored(EntryKind.of(entry), EntryJson.parse(text))).isEqualTo(entry);
  }

  @Test
  void aKeyIsShownWithoutHashesAndWhatIsShownCanBeSentBack() {
    KeyText text = KeyText.make();
    VirtualKey key = Sample.key(text);
    String shown = EntryJson.shown(key).toString();
    assertThat(shown).doesNotContain(text.hash()).contains("\"secrets\":[{\"until\":null}]");
    VirtualKey back = (VirtualKey) EntryJson.read(EntryKind.KEY, EntryJson.parse(shown));
    assertThat(back.secrets()).isEmpty();
    assertThat(back.owner()).isEqualTo(key.owner());
  }

  @Test
  void headersThatMayBeSecretAreNotShown() {
    Provider provider =
        new Provider(
            "p",
            Dialect.OPENAI,
            "https://h",
            null,
            new TreeMap<>(Map.of("X-Portkey-Api-Key", "geheim", "x-title", "t")),
            new TreeMap<>(),
            null,
            null,
            0,
            Provider.Breaker.USUAL,
            1);
    assertThat(EntryJson.shown(provider).toString())
        .doesNotContain("geheim")
        .contains("\"x-title\":\"t\"");
  }

  @Test
  void aBudgetNeedsLittleAndReadsAmountsAsTextsOrNumbers() {
    String json = "{'id':'b','scope':{'level':'user'},'limit_usd':%s,'window':{'period':'day'}}";
    Budget budget = (Budget) read(EntryKind.BUDGET, json.formatted("'10.50'"));
    assertThat(budget.limit()).isEqualByComparingTo("10.5");
    assertThat(budget).isEqualTo(read(EntryKind.BUDGET, json.formatted("10.50")));
    assertThat(budget.atLimit()).isEqualTo(AtLimit.REFUSE);
    assertThat(budget.scope().each()).isTrue();
    assertThat(EntryJson.shown(budget).toString())
        .contains("\"limit_usd\":10.5,", "\"at_limit\":\"refuse\"", "\"zone\":\"Z\"");
    Budget large = (Budget) read(EntryKind.BUDGET, json.formatted("1e3"));
    assertThat(EntryJson.shown(large).toString()).contains("\"limit_usd\":1000,");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'id':'l','scope':{'level':'user'},'kind':'tokens','amuont':5}; amuont; amount",
        "{'id':'l','scope':{'level':'usr'},'kind':'tokens','amount':5}; scope.level; user",
        "{'id':'l','scope':{'lvl':'user'},'kind':'tokens','amount':5}; scope.level; Give it",
        "{'id':'l','scope':{'level':'user'},'kind':'tokens','amount':'5'}; amount; whole number",
        "{'id':'l','scope':{'level':'user'},'kind':'tokens','amount':5.5}; amount; whole number",
        "{'id':'l','scope':{'level':'user'},'kind':'tokens','amount':5,'per':'1m'}; per; PT1M",
        "{'id':'l','scope':'user','kind':'tokens','amount':5}; scope; object",
        "{'scope':{'level':'user'},'kind':'tokens','amount':5}; id; Give it",
        "[1]; entry; object"
      })
  void whatIsWrongIsNamedWithWhatWouldBeRight(String json, String field, String next) {
    assertThatThrownBy(() -> read(EntryKind.LIMIT, json))
        .isInstanceOfSatisfying(
            Failure.InvalidInput.class,
            failed -> {
              assertThat(failed.getMessage()).contains(field);
              assertThat(failed.next()).contains(next);
            });
  }

  @Test
  void whatIsNoJsonOrSaysSomethingTwiceIsRefused() {
    assertThatThrownBy(() -> EntryJson.parse("{")).isInstanceOf(Failure.InvalidInput.class);
    assertThatThrownBy(() -> EntryJson.parse("{} {}")).isInstanceOf(Failure.InvalidInput.class);
    assertThatThrownBy(() -> EntryJson.parse("{\"a\":1,\"a\":2}"))
        .isInstanceOf(Failure.InvalidInput.class);
  }
}
