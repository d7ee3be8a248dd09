package dev.plumbline.control.rules;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.control.EntryKind;
import dev.plumbline.control.json.EntryJson;
import dev.plumbline.kernel.Failure;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AlertRulesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "alert; {'id':'a/b','kind':'daily_spend'}; id",
        "alert; {'id':'a','kind':'daily_spend','threshold':0}; threshold",
        "alert; {'id':'a','kind':'provider_down','threshold':5}; threshold",
        "alert; {'id':'a','kind':'error_rate','threshold':101}; threshold",
        "alert; {'id':'a','kind':'provider_down','scope':{'level':'user'}}; scope",
        "alert; {'id':'a','kind':'report_daily','scope':{'level':'user'}}; scope.value",
        "alert; {'id':'a','kind':'daily_spend','budget':'b'}; budget",
        "alert; {'id':'a','kind':'daily_spend','quiet':{'from':'22:00','to':'22:00'}}; quiet.to",
        "alert; {'id':'a','kind':'daily_spend','channels':['x','x']}; channels",
        "channel; {'id':'c','kind':'slack'}; secret_from",
        "channel; {'id':'c','kind':'slack','secret_from':'https://hooks.slack.com/x'}; secret_from",
        "channel; {'id':'c','kind':'slack','secret_from':'env:S','url':'https://x'}; url",
        "channel; {'id':'c','kind':'webhook','secret_from':'env:S','url':'http://example.com/'};"
            + " url",
        "channel; {'id':'c','kind':'webhook','secret_from':'env:S','url':'https://a:b@h/'}; url",
        "channel; {'id':'c','kind':'webhook','secret_from':'env:S','url':'file:///etc/x'}; url",
        "channel; {'id':'c','kind':'webhook','url':'https://h/'}; secret_from",
        "channel; {'id':'c','kind':'email'}; mail",
        "channel; {'id':'c','kind':'email','mail':{'host':'h','from':'a@b','to':[]}}; mail.to",
        "channel; {'id':'c','kind':'email','mail':{'host':'h','from':'a\\nb@c','to':['a@b']}};"
            + " mail.from",
        "channel;"
            + " {'id':'c','kind':'email','mail':{'host':'h','from':'a@b','to':['a@b'],'user':'u'}};"
            + " secret_from",
        "channel;"
            + " {'id':'c','kind':'email','secret_from':'env:S','mail':{'host':'h','tls':'none','from':'a@b','to':['a@b'],'user':'u'}};"
            + " mail.tls",
        "silence;"
            + " {'id':'s','from':'2026-01-02T00:00:00Z','until':'2026-01-01T00:00:00Z','reason':'r','by':'b'};"
            + " until",
        "silence;"
            + " {'id':'s','from':'2026-01-02T00:00:00Z','until':'2029-01-01T00:00:00Z','reason':'r','by':'b'};"
            + " until"
      })
  void whatIsWrongIsNamed(String kind, String json, String field) {
    EntryKind of = EntryKind.valueOf(kind.toUpperCase(Locale.ROOT));
    assertThatThrownBy(
            () -> EntryRules.check(EntryJson.read(of, EntryJson.parse(json.replace('\'', '"')))))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("field " + field + " ");
  }
}
