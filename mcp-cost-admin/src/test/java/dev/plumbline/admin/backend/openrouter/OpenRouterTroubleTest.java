package dev.plumbline.admin.backend.openrouter;

import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.admin.backend.http.TroubleContract;
import dev.plumbline.testkit.vendors.OpenRouterServer;
import dev.plumbline.testkit.vendors.VendorServer;
import java.time.Clock;
import java.util.Optional;

class OpenRouterTroubleTest extends TroubleContract {
  private final OpenRouterServer server = new OpenRouterServer(Clock.systemUTC(), 3);

  @Override
  protected VendorServer server() {
    return server;
  }

  @Override
  protected VendorServer another() {
    return new OpenRouterServer(Clock.systemUTC(), 3);
  }

  @Override
  protected ControlBackend backend(String url, String credential, Asking asking) {
    return new OpenRouterBackend(
        asking.of(OpenRouterBackend.server(url, credential)), Clock.systemUTC());
  }

  @Override
  protected String credential() {
    return OpenRouterServer.KEY;
  }

  @Override
  protected String variable() {
    return "OPENROUTER_MANAGEMENT_KEY";
  }

  @Override
  protected boolean marksKeys() {
    return false;
  }

  @Override
  protected String makingPath() {
    return "/keys";
  }

  @Override
  protected Optional<?> use(String secret) {
    return server.use(secret);
  }
}
