package dev.plumbline.admin.backend;

import static dev.plumbline.admin.backend.BackendSubject.monthly;
import static dev.plumbline.admin.backend.BackendSubject.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.admin.setup.Applied;
import dev.plumbline.admin.setup.Applier;
import dev.plumbline.admin.setup.Live;
import dev.plumbline.admin.setup.Planner;
import dev.plumbline.admin.setup.Requirements;
import dev.plumbline.admin.setup.SetUp;
import dev.plumbline.admin.setup.SetUpPlan;
import dev.plumbline.admin.setup.yaml.SetUpFile;
import dev.plumbline.admin.setup.yaml.SetUpReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Every backend is set up out of a file, and writes one that changes nothing. */
abstract class SetUpContract {
  private static final String FILE =
      """
      version: 1
      departments:
        - name: sales
          environments: [production]
      keys:
        - name: bot
          department: sales
          user: ada@example.com
          expires: 2099-12-31T00:00:00Z
          budgets: [{limit_usd: 7}]
      """;

  private final Supplier<BackendSubject> subject;

  SetUpContract(Supplier<BackendSubject> subject) {
    this.subject = subject;
  }

  private ControlBackend backend() {
    return subject.get().backend();
  }

  private SetUpPlan planned(String yaml) {
    SetUp wanted = SetUpReader.read(yaml);
    SetUpPlan plan = Planner.of(wanted, Live.of(backend())).withoutRemovals();
    new Requirements(backend().profile()).check(wanted, plan);
    return plan;
  }

  @Test
  void isSetUpOnce() {
    List<String> secrets = new ArrayList<>();
    Applier applier =
        new Applier(
            backend(),
            issued -> {
              secrets.add(issued.secret());
              return "handed over";
            });
    Applied applied = applier.apply(planned(FILE));
    assertThat(applied.results())
        .allSatisfy(it -> assertThat(it.outcome()).as(it.why()).isEqualTo(Applied.Outcome.DONE));
    assertThat(applied.toString()).doesNotContain(secrets);
    assertThat(secrets).hasSize(2).allSatisfy(it -> assertThat(subject.get().use(it)).isPresent());
    assertThat(planned(FILE).lines()).isEmpty();
    assertThat(backend().keys()).hasSize(2);
  }

  @Test
  void writesAFileThatChangesNothing() {
    ManagedKey key = backend().create(plan("shop", "marketing")).key();
    if (backend().profile().can(Ability.KEY_BUDGETS)) {
      backend().put(monthly(key, "2"));
    }
    backend().create(plan("site", "marketing"));
    String yaml = SetUpFile.of(backend()).text();
    assertThat(yaml).contains("shop", "marketing");
    assertThat(Planner.of(SetUpReader.read(yaml), Live.of(backend())).lines()).as(yaml).isEmpty();
  }
}
