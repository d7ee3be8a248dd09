package dev.plumbline.admin.backend.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.admin.backend.BackendContract;
import dev.plumbline.admin.backend.BackendSubject;
import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.admin.world.World;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/** The real gateway does what the port says. */
class GatewayContractTest extends BackendContract {
  /** Dear enough that a short answer costs a cent. */
  private static final String DEAR = "o1-pro";

  @TempDir Path home;

  private @Nullable World world;

  @Override
  protected BackendSubject start() {
    World started = new World(home);
    world = started;
    started.backend().budgets().forEach(started.backend()::remove);
    return new BackendSubject() {
      @Override
      public ControlBackend backend() {
        return started.backend();
      }

      @Override
      public Optional<BigDecimal> use(String secret) {
        World.Sent sent = started.chat(secret, DEAR, 100);
        if (sent.status() != 200) {
          return Optional.empty();
        }
        String cost = sent.headers().get("x-plumbline-cost");
        assertThat(cost).isNotNull();
        return Optional.of(new BigDecimal(Objects.requireNonNull(cost)));
      }

      @Override
      public String model() {
        return DEAR;
      }
    };
  }

  @Override
  protected void stop() {
    Objects.requireNonNull(world).close();
  }
}
