package dev.plumbline.admin.backend.portkey;

import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.admin.backend.http.TroubleContract;
import dev.plumbline.testkit.vendors.PortkeyServer;
import dev.plumbline.testkit.vendors.VendorServer;
import java.time.Clock;
import java.util.Optional;

class PortkeyTroubleTest extends TroubleContract {
  private final PortkeyServer server = new PortkeyServer(Clock.systemUTC(), false);

  @Override
  protected VendorServer server() {
    return server;
  }

  @Override
  protected VendorServer another() {
    return new PortkeyServer(Clock.systemUTC(), false);
  }

  @Override
  protected ControlBackend backend(String url, String credential, Asking asking) {
    return new PortkeyBackend(
        asking.of(Edition.CLASSIC.server(url, credential)),
        Edition.CLASSIC,
        null,
        Clock.systemUTC());
  }

  @Override
  protected String credential() {
    return PortkeyServer.KEY;
  }

  @Override
  protected String variable() {
    return "PORTKEY_API_KEY";
  }

  @Override
  protected boolean marksKeys() {
    return true;
  }

  @Override
  protected String makingPath() {
    return "/service";
  }

  @Override
  protected Optional<?> use(String secret) {
    return server.use(secret);
  }
}
