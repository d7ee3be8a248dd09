package dev.plumbline.control.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.control.ControlState;
import dev.plumbline.control.Entry;
import dev.plumbline.control.EntryKind;
import dev.plumbline.control.KeyText;
import dev.plumbline.control.Provider;
import dev.plumbline.control.Provider.Dialect;
import dev.plumbline.control.Route;
import dev.plumbline.control.Sample;
import dev.plumbline.control.json.EntryJson;
import dev.plumbline.kernel.Failure;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EntryRulesTest {
  private static final String BUDGET =
      "{'id':'b','scope':{'level':'user'},'limit_usd':5,'window':{'period':'day'}%s}";
  private static final String LIMIT =
      "{'id':'l','scope':{'level':'user'},'kind':'tokens','amount':100%s}";
  private static final String ROUTE =
      "{'id':'r','targets':[{'provider':'openai','model':'m'%s}]%s}";

  private static Entry entry(EntryKind kind, String json) {
    return EntryJson.read(kind, EntryJson.parse(json.replace('\'', '"')));
  }

  private static void refused(Entry entry, String field) {
    assertThatThrownBy(() -> EntryRules.check(entry))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("field " + field);
  }

  @Test
  void goodEntriesPass() {
    assertThatCode(() -> EntryRules.check(Sample.key(KeyText.make()))).doesNotThrowAnyException();
    assertThatCode(() -> EntryRules.check(entry(EntryKind.BUDGET, BUDGET.formatted(""))))
        .doesNotThrowAnyException();
    assertThatCode(() -> EntryRules.check(entry(EntryKind.LIMIT, LIMIT.formatted(""))))
        .doesNotThrowAnyException();
    assertThatCode(() -> EntryRules.check(entry(EntryKind.ROUTE, ROUTE.formatted("", ""))))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "limit_usd; 0",
        "limit_usd; -1",
        "limit_usd; 0.0000000000001",
        "limit_usd; 1e999999999",
        "thresholds; [0, 50]",
        "thresholds; [80, 80]",
        "thresholds; [90, 80]",
        "thresholds; [80, 5000]",
        "degrade_to; 'cheap'",
        "name; ' '",
        "name; 'a\\nb'"
      })
  void aWrongBudgetIsRefusedByItsField(String field, String value) {
    String json = BUDGET.formatted("").replace("'limit_usd':5", "'x':5");
    String limit = field.equals("limit_usd") ? "" : ",'limit_usd':5";
    String own = json.replace("'x':5,", "").replace("}}", "}" + limit + ",'%s':%s}");
    refused(entry(EntryKind.BUDGET, own.formatted(field, value)), field);
  }

  @Test
  void aDegradingBudgetNamesARouteThatExists() {
    refused(entry(EntryKind.BUDGET, BUDGET.formatted(",'at_limit':'degrade'")), "degrade_to");
    Entry budget =
        entry(EntryKind.BUDGET, BUDGET.formatted(",'at_limit':'degrade','degrade_to':'cheep'"));
    Route cheap = Route.to("cheap", "openai", "m");
    ControlState state = ControlState.of(1, List.of(cheap));
    assertThatThrownBy(() -> EntryRules.check(state, budget))
        .isInstanceOfSatisfying(
            Failure.InvalidInput.class,
            failed -> assertThat(failed.text()).contains("'cheep'", "Did you mean cheap?"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {"amount; 0", "amount; -5", "amount; 900000000000", "per; 'PT0S'", "per; 'P400D'"})
  void aWrongLimitIsRefusedByItsField(String field, String value) {
    String json = LIMIT.formatted(",'%s':%s".formatted(field, value));
    String once = field.equals("amount") ? json.replace("'amount':100,", "") : json;
    refused(entry(EntryKind.LIMIT, once), field);
  }

  @Test
  void aWrongRouteIsRefusedByItsField() {
    refused(entry(EntryKind.ROUTE, ROUTE.formatted(",'weight':0", "")), "targets[0].weight");
    refused(
        entry(EntryKind.ROUTE, ROUTE.formatted("", ",'retry':{'attempts':0}")), "retry.attempts");
    refused(
        entry(EntryKind.ROUTE, ROUTE.formatted("", ",'timeouts':{'total':'PT0S'}")),
        "timeouts.total");
    refused(entry(EntryKind.ROUTE, "{'id':'r','targets':[]}"), "targets");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://host",
        "file:///etc/passwd",
        "https://user:geheim@host",
        "https://user:geheim@[bad",
        "https://host?key=geheim",
        "https://host/#geheim",
        "https://",
        "https:///path",
        "host.example",
        "https://host/../x"
      })
  void aProviderNeedsAPlainHttpAddressAndASecretInItIsNotShown(String url) {
    Provider provider = Provider.of("p", Dialect.OPENAI, url, null);
    refused(provider, "base_url");
    assertThatThrownBy(() -> EntryRules.check(provider)).hasMessageNotContaining("geheim");
  }

  @Test
  void aProvidersKeyIsNamedNotGiven() {
    refused(Provider.of("p", Dialect.OPENAI, "https://h", "sk-geheim"), "key_from");
    assertThatThrownBy(
            () -> EntryRules.check(Provider.of("p", Dialect.OPENAI, "https://h", "sk-geheim")))
        .hasMessageNotContaining("geheim");
  }

  @ParameterizedTest
  @CsvSource({"a b, x", "Host, x", "Content-Length, 5", "x-a, 'x\r\nHost: y'", "x-a, (hidden)"})
  void aHeaderCannotSmuggle(String name, String value) {
    Provider provider =
        new Provider(
            "p",
            Dialect.OPENAI,
            "https://h",
            null,
            new TreeMap<>(Map.of(name, value)),
            new TreeMap<>(),
            null,
            null,
            0,
            Provider.Breaker.USUAL,
            1);
    refused(provider, "headers");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "../x", "-x", "a\nb", "ü"})
  void anIdIsPlain(String id) {
    refused(Route.to(id, "openai", "m"), "id");
  }
}
