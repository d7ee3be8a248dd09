package dev.plumbline.admin.tools.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.admin.answer.Control;
import dev.plumbline.admin.answer.SecretSink;
import dev.plumbline.admin.backend.Ability;
import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.admin.backend.ManagedKey;
import dev.plumbline.admin.setup.yaml.SetUpFile;
import dev.plumbline.admin.tools.keys.CreateKey;
import dev.plumbline.admin.world.World;
import dev.plumbline.control.Level;
import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.access.Role;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Plan;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Systems that cannot do everything, or fail on the way. */
class LackingSystemTest {
  private static final SomeCall ADMIN = new SomeCall(Role.ADMIN, 20_000);

  @TempDir Path home;
  private World world;

  @BeforeEach
  void start() {
    world = new World(home);
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private ControlBackend lacking(Ability... abilities) {
    return new Wrapped(world.backend(), Set.of(abilities), _ -> {});
  }

  private static ApplySetup tool(ControlBackend backend, @Nullable Path sink) {
    return new ApplySetup(
        new Control(() -> backend, new SecretSink(sink), ZoneId.of("UTC"), Clock.systemUTC()));
  }

  private static Answer<SetUpResult> apply(ControlBackend backend, String yaml) {
    Plan<SetUpResult> plan = tool(backend, null).plan(new ApplySetup.Input(yaml, false), ADMIN);
    return ((Plan.Proposed<SetUpResult>) plan).apply().get();
  }

  @Test
  void whatItCannotDoIsRefusedUpFrontAndAllAtOnce() {
    ControlBackend backend =
        lacking(Ability.SHARED_BUDGETS, Ability.ROUTES, Ability.CACHE_POLICIES);
    String yaml =
        """
        version: 1
        departments: [{name: sales, environments: [production], budgets: [{limit_usd: 1}]}]
        cache_policies: [{task: a, mode: exact}]
        """;
    assertThatThrownBy(() -> apply(backend, yaml))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("Nothing was changed")
        .hasMessageContaining("budget organisations, departments")
        .hasMessageContaining("cache answers by policy")
        .hasMessageContaining("Use its console")
        .hasMessageNotContaining("route");
    assertThat(world.backend().keys()).isEmpty();
    assertThat(apply(backend, "version: 1\nkeys: [{name: x}]\n").output().added()).isEqualTo(1);
    assertThat(SetUpFile.of(backend).text())
        .contains("# Some proxy cannot cache answers by policy", "name: x");
  }

  @Test
  void aNewKeyWithoutItsBudgetIsBlocked() {
    ControlBackend backend =
        new Wrapped(
            world.backend(),
            Set.of(),
            _ -> {
              throw new Failure.InvalidInput("No budget today.", "Try tomorrow.");
            });
    CreateKey tool =
        new CreateKey(
            new Control(() -> backend, new SecretSink(null), ZoneId.of("UTC"), Clock.systemUTC()));
    CreateKey.Input input =
        new CreateKey.Input(
            "x", null, null, null, null, null, null, null, BigDecimal.ONE, null, null, null, null);
    String said =
        ((Plan.Proposed<CreateKey.Output>) tool.plan(input, ADMIN)).apply().get().toString();
    assertThat(said).contains("NOT set", "No budget today", "**blocked**");
    assertThat(world.backend().keys())
        .singleElement()
        .extracting(ManagedKey::state)
        .isEqualTo(ManagedKey.State.BLOCKED);
  }

  @Test
  void aKeyWhoseBudgetFailsIsRevokedAndItsSecretIsNeverShown() {
    ControlBackend backend =
        new Wrapped(
            world.backend(),
            Set.of(),
            budget -> {
              if (budget.scope().level() == Level.KEY) {
                throw new Failure.Conflict("It is full.", "Make room.");
              }
            });
    String yaml =
        """
        version: 1
        keys:
          - {name: bounded, budgets: [{limit_usd: 1}], limits: [{kind: parallel, amount: 1}]}
          - {name: free}
        """;
    Answer<SetUpResult> answer = apply(backend, yaml);
    assertThat(answer.toString())
        .contains("It is full. Make room.", "revoked again")
        .containsOnlyOnce("Its secret");
    assertThat(world.backend().keys())
        .filteredOn(key -> key.state() != ManagedKey.State.REVOKED)
        .extracting(key -> key.plan().name())
        .containsExactly("free");
    assertThat(answer.output().failed()).isEqualTo(2);
    assertThat(answer.output().skipped()).isEqualTo(1);
    assertThat(world.backend().limits()).isEmpty();
  }

  @Test
  void aKeyIsNotWidenedWhileItsBudgetFails() {
    String yaml = "version: 1\nkeys: [{name: bot, models: [small], budgets: [{limit_usd: 1}]}]\n";
    apply(world.backend(), yaml);
    ControlBackend failing =
        new Wrapped(
            world.backend(),
            Set.of(),
            _ -> {
              throw new Failure.Conflict("It is full.", "Make room.");
            });
    String wider = "version: 1\nkeys: [{name: bot, models: [], budgets: [{limit_usd: 2}]}]\n";
    assertThat(apply(failing, wider).output().failed()).isEqualTo(2);
    assertThat(world.backend().keys().getFirst().plan().models()).containsExactly("small");
    assertThat(apply(world.backend(), wider).output().failed()).isZero();
    assertThat(world.backend().keys().getFirst().plan().models()).isEmpty();
  }

  @Test
  void aSystemThatDoesNotAnswerIsNotAskedForEver() {
    AtomicInteger tries = new AtomicInteger();
    ControlBackend down =
        new Wrapped(
            world.backend(),
            Set.of(),
            _ -> {
              tries.incrementAndGet();
              throw new Failure.Upstream("No answer.", "Try later.", null);
            });
    StringBuilder yaml = new StringBuilder("version: 1\nbudgets:\n");
    for (int i = 0; i < 50; i++) {
      yaml.append("- {level: user, value: u%d, limit_usd: 1}\n".formatted(i));
    }
    SetUpResult result = apply(down, yaml.toString()).output();
    assertThat(tries).hasValue(3);
    assertThat(result.failed()).isEqualTo(3);
    assertThat(result.skipped()).isEqualTo(47);
  }

  @Test
  void secretsThatNoAnswerCanHoldNeedASink() {
    String yaml =
        IntStream.range(0, 150)
            .mapToObj("- name: key %d\n"::formatted)
            .collect(Collectors.joining("", "version: 1\nkeys:\n", ""));
    assertThatThrownBy(() -> apply(world.backend(), yaml))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("150 keys")
        .satisfies(thrown -> assertThat(((Failure) thrown).next()).contains("--secret-sink"));
    Path sink = home.resolve("secrets");
    Plan<SetUpResult> plan =
        tool(world.backend(), sink)
            .plan(new ApplySetup.Input(yaml, false), new SomeCall(Role.ADMIN, 9_000));
    Plan.Proposed<SetUpResult> proposed = (Plan.Proposed<SetUpResult>) plan;
    assertThat(proposed.preview()).contains("150 to add").contains("fingerprint");
    assertThat(proposed.apply().get().output().added()).isEqualTo(150);
    assertThat(sink.toFile().list()).hasSize(150);
  }
}
