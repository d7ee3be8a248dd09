package dev.plumbline.admin.backend.litellm;

import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.admin.backend.http.TroubleContract;
import dev.plumbline.testkit.vendors.LiteLlmServer;
import dev.plumbline.testkit.vendors.VendorServer;
import java.time.Clock;
import java.util.Optional;

class LiteLlmTroubleTest extends TroubleContract {
  private final LiteLlmServer server = new LiteLlmServer(Clock.systemUTC(), 3);

  @Override
  protected VendorServer server() {
    return server;
  }

  @Override
  protected VendorServer another() {
    return new LiteLlmServer(Clock.systemUTC(), 3);
  }

  @Override
  protected ControlBackend backend(String url, String credential, Asking asking) {
    return new LiteLlmBackend(asking.of(LiteLlmBackend.server(url, credential)), Clock.systemUTC());
  }

  @Override
  protected String credential() {
    return LiteLlmServer.KEY;
  }

  @Override
  protected String variable() {
    return "LITELLM_API_KEY";
  }

  @Override
  protected boolean marksKeys() {
    return true;
  }

  @Override
  protected String makingPath() {
    return "/key/generate";
  }

  @Override
  protected Optional<?> use(String secret) {
    return server.use(secret, "gpt-5-mini");
  }
}
