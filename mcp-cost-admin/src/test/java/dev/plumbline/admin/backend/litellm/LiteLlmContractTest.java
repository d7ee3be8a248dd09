package dev.plumbline.admin.backend.litellm;

import dev.plumbline.admin.backend.BackendContract;
import dev.plumbline.admin.backend.BackendSubject;
import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.testkit.vendors.LiteLlmServer;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Optional;

class LiteLlmContractTest extends BackendContract {
  private final LiteLlmServer server = new LiteLlmServer(Clock.systemUTC(), 3);

  @Override
  protected BackendSubject start() {
    ControlBackend backend = LiteLlmBackend.at(server.url(), LiteLlmServer.KEY, Clock.systemUTC());
    return new BackendSubject() {
      @Override
      public ControlBackend backend() {
        return backend;
      }

      @Override
      public Optional<BigDecimal> use(String secret) {
        return server.use(secret, model());
      }
    };
  }

  @Override
  protected void stop() {
    server.close();
  }
}
