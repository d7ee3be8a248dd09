package dev.plumbline.admin.backend.portkey;

import dev.plumbline.admin.backend.BackendContract;
import dev.plumbline.admin.backend.BackendSubject;
import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.testkit.vendors.PortkeyServer;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Optional;

class PortkeyContractTest extends BackendContract {
  private final PortkeyServer server = new PortkeyServer(Clock.systemUTC(), false);

  @Override
  protected BackendSubject start() {
    ControlBackend backend =
        PortkeyBackend.at(server.url(), PortkeyServer.KEY, null, Clock.systemUTC());
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
