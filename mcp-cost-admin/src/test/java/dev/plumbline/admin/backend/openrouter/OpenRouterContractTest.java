package dev.plumbline.admin.backend.openrouter;

import dev.plumbline.admin.backend.BackendContract;
import dev.plumbline.admin.backend.BackendSubject;
import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.testkit.vendors.OpenRouterServer;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Optional;

class OpenRouterContractTest extends BackendContract {
  private final OpenRouterServer server = new OpenRouterServer(Clock.systemUTC(), 3);

  @Override
  protected BackendSubject start() {
    ControlBackend backend =
        OpenRouterBackend.at(server.url(), OpenRouterServer.KEY, Clock.systemUTC());
    return new BackendSubject() {
      @Override
      public ControlBackend backend() {
        return backend;
      }

      @Override
      public Optional<BigDecimal> use(String secret) {
        return server.use(secret);
      }
    };
  }

  @Override
  protected void stop() {
    server.close();
  }
}
