package dev.plumbline.admin.setup.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong in a set-up file is told with its line, the field, and what is right. */
class SetUpMistakesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "keys: []                                        | Line 1 | version    | Give it",
        "version: 2                                      | Line 1 | ‹2›        | version 1",
        "version: '1'                                    | Line 1 | ‹1›        | whole",
        "version: 1~kys: []                              | Line 2 | ‹kys›      | keys",
        "version: 1~keys: []~keys: []                    | Line 3 | twice      | Keep one",
        "version: 1~keys:                                | Line 2 | empty      | []",
        "version: 1~keys: {a: b}                         | Line 2 | a set of   | list",
        "version: 1~keys: [x]                            | Line 2 | a text     | name",
        "version: 1~keys:~- nam: x                       | Line 3 | ‹nam›      | name",
        "version: 1~keys:~- models: []                   | Line 3 | name       | Give it",
        "version: 1~keys:~- name: 2024                   | Line 3 | ‹2024›     | quotes",
        "version: 1~keys:~- name: true                   | Line 3 | ‹true›     | quotes",
        "version: 1~keys:~- name:                        | Line 3 | empty      | text",
        "version: 1~keys:~- name: ''                     | Line 3 | name       | one line",
        "version: 1~keys:~- name: x~  models:            | Line 4 | empty      | []",
        "version: 1~keys:~- name: x~  models: ['a*b']    | Line 3 | a*b        | only at the end",
        "version: 1~keys:~- name: x~  blocked: maybe     | Line 4 | ‹maybe›    | true or false",
        "version: 1~keys:~- name: x~  expires: soon      | Line 4 | ‹soon›     | 2026-12-31",
        "version: 1~keys:~- name: x~  expires: 2026-02-30 | Line 4 | 02-30     | 2026-12-31",
        "version: 1~keys:~- name: x~- name: x            | Line 4 | line 3     | Keep one",
        "version: 1~budgets:~- {level: department, limit_usd: 1e3}   | Line 3 | ‹1e3›  | 12.50",
        "version: 1~budgets:~- {level: department, limit_usd: -1}    | Line 3 | ‹-1›   | 12.50",
        "version: 1~budgets:~- {level: department, limit_usd: 0}     | Line 3 | '0'    | more than"
            + " 0",
        "version: 1~budgets:~- {level: department, limit_usd: 1.0000000000001} | Line 3 | limit_usd"
            + " | 12 decimals",
        "version: 1~budgets:~- {level: departmnt, limit_usd: 1}      | Line 3 | ‹departmnt› |"
            + " department",
        "version: 1~budgets:~- {level: key, value: x, limit_usd: 1}  | Line 3 | ‹x›    | under the"
            + " key",
        "version: 1~budgets:~- {level: user, limit_usd: 1, at_limit: degrade} | Line 3 | degrade_to"
            + " | route",
        "version: 1~budgets:~- {level: user, limit_usd: 1, zone: Europe/Berln} | Line 3 | Berln |"
            + " Europe/Berlin",
        "version: 1~budgets:~- {level: user, limit_usd: 1, warn_at: [0]} | Line 3 | ‹0› |"
            + " percentages",
        "version: 1~budgets:~- {level: user, limit_usd: 1}~- {level: user, limit_usd: 2} | Line 4 |"
            + " line 3 | Keep one",
        "version: 1~limits:~- {level: user, kind: parallel, amount: 1, per: 1m} | Line 3 | per |"
            + " Leave",
        "version: 1~limits:~- {level: user, kind: requests, amount: 1, per: soon} | Line 3 | soon |"
            + " 30m",
        "version: 1~departments:~- {name: a, environments: [x, x]} | Line 3 | line 3  | Keep one",
        "version: 1~departments:~- name: a~- name: a     | Line 4 | line 3     | Keep one",
        "version: 1~departments:~- name: a~  task_types: ['b,c']~  environments: [x] | Line 5 | b,c"
            + " | commas",
        "version: 1~routes:~- {alias: small, targets: []} | Line 3 | targets   | Name 1",
        "version: 1~routes:~- {alias: small, targets: [{provider: p}]} | Line 3 | model | Give it",
        "version: 1~cache_policies:~- {task: a, mode: exactly} | Line 3 | exactly | exact",
        "version: 1~x: &a [1]~y: *a                      | Line 3 | alias      | not read",
        "version: 1~x: !!binary aGk=                     | Line 2 | tag        | Leave it",
        "version: 1~--- ~version: 1                      | Line 3 | second     | one",
        "version: 1~keys: [                              | Line   | YAML       | Correct",
        "version: 1~keys: [[[[[[[[[[[[[[[x]]]]]]]]]]]]]]] | Line 2 | deeply    | Correct"
      })
  void aMistakeIsNamed(String text, String line, String message, String next) {
    assertThatThrownBy(() -> SetUpReader.read(text.replace('~', '\n')))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageStartingWith(line)
        .hasMessageContaining(message)
        .satisfies(thrown -> assertThat(((Failure) thrown).next()).contains(next));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "`version: 1\u0000`",
        "`version: 1 #\uD800`",
        "` `",
        "`\t- x`",
        "`%YAML 9\n---\nx`",
        "`: : :`"
      })
  void whatIsNoTextIsRefused(String text) {
    assertThatThrownBy(() -> SetUpReader.read(text)).isInstanceOf(Failure.InvalidInput.class);
  }

  @Test
  void aBombIsRefusedAtOnce() {
    StringBuilder bomb = new StringBuilder("version: 1\na0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("a%d: &a%d [".formatted(i, i));
      bomb.append("*a%d, ".formatted(i - 1).repeat(9)).append("x]\n");
    }
    assertThatThrownBy(() -> SetUpReader.read(bomb.toString()))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("alias");
  }

  @Test
  void whatIsTooLargeIsRefused() {
    assertThatThrownBy(() -> SetUpReader.read("# " + "x".repeat(3 << 20)))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("2,097,152");
  }

  @Test
  void aLargeFileIsReadInShortTime() {
    StringBuilder large = new StringBuilder("version: 1\nkeys:\n");
    for (int i = 0; i < 20_000; i++) {
      large.append("- name: key %d\n  budgets: [{limit_usd: 1.5}]\n".formatted(i));
    }
    long start = System.nanoTime();
    assertThat(SetUpReader.read(large.toString()).keys()).hasSize(20_000);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }
}
