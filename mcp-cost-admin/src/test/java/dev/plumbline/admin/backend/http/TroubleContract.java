package dev.plumbline.admin.backend.http;

import static dev.plumbline.admin.backend.BackendSubject.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.admin.backend.ControlBackend;
import dev.plumbline.admin.backend.IssuedKey;
import dev.plumbline.kernel.Failure;
import dev.plumbline.testkit.vendors.Trouble;
import dev.plumbline.testkit.vendors.VendorServer;
import dev.plumbline.usage.source.http.ApiServer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every vendor's backend makes of trouble on the way. */
public abstract class TroubleContract {
  private final List<Duration> pauses = new ArrayList<>();
  private VendorServer server;
  private ControlBackend backend;

  /** The server, without keys. */
  protected abstract VendorServer server();

  /** Another one of the kind. */
  protected abstract VendorServer another();

  /** Asks the server with a credential, through an API that never sleeps. */
  protected abstract ControlBackend backend(String url, String credential, Asking asking);

  /** The credential that the server takes. */
  protected abstract String credential();

  /** The environment variable of the credential. */
  protected abstract String variable();

  /** Whether a key whose answer got lost can be told from those of others. */
  protected abstract boolean marksKeys();

  /** Whether a secret lets in. */
  protected abstract Optional<?> use(String secret);

  /** How requests pause. */
  public interface Asking {
    /** The API of a server. */
    VendorApi of(ApiServer server);
  }

  @BeforeEach
  final void start() {
    server = server();
    backend = backend(credential());
  }

  private ControlBackend backend(String credential) {
    return backend(
        server.url(), credential, asked -> VendorApi.of(asked, pauses::add, Clock.systemUTC()));
  }

  @AfterEach
  final void stop() {
    backend.close();
    server.close();
  }

  private long made() {
    return backend.keys().stream().filter(key -> key.plan().name().equals("shop")).count();
  }

  @Test
  void waitsAsLongAsTheVendorAsks() {
    backend.create(plan("shop", "marketing"));
    server.trouble(0, new Trouble.TooMany(7), new Trouble.TooMany(3));
    assertThat(backend.keys()).hasSize(1);
    assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(3));
  }

  @Test
  void doesNotWaitForMinutes() {
    server.trouble(0, new Trouble.TooMany(600));
    assertThatThrownBy(backend::keys)
        .isInstanceOfSatisfying(
            Failure.LimitReached.class,
            limit -> assertThat(limit.retryAfter()).isEqualTo(Duration.ofMinutes(10)));
    assertThat(pauses).isEmpty();
  }

  @Test
  void readsAgainAfterTroubleOfTheVendor() {
    backend.create(plan("shop", "marketing"));
    server.trouble(
        0, new Trouble.Refused(503, "overloaded"), new Trouble.CutBefore(), new Trouble.CutAfter());
    assertThat(backend.keys()).hasSize(1);
  }

  @Test
  void givesUpAfterSomeTries() {
    Trouble broken = new Trouble.Refused(500, "broken");
    server.trouble(0, broken, broken, broken, broken);
    int before = server.asked().size();
    assertThatThrownBy(backend::keys)
        .isInstanceOf(Failure.Upstream.class)
        .hasMessageContaining("500");
    assertThat(server.asked().size() - before).isEqualTo(4);
  }

  @Test
  void takesNoPageForPeople() {
    Trouble page = new Trouble.NoJson();
    server.trouble(0, page, page, page, page);
    assertThatThrownBy(backend::keys)
        .isInstanceOf(Failure.Upstream.class)
        .hasMessageContaining("no JSON");
  }

  @Test
  void sendsItsKeyNowhereElse() {
    try (VendorServer elsewhere = another()) {
      server.trouble(0, new Trouble.Moved(elsewhere.url() + "/keys"));
      assertThatThrownBy(backend::keys)
          .isInstanceOf(Failure.Upstream.class)
          .hasMessageContaining("307");
      assertThat(elsewhere.asked()).isEmpty();
    }
  }

  @Test
  void saysWhichKeyIsRefused() {
    try (ControlBackend stranger = backend("sk-wrong-credential-1")) {
      assertThatThrownBy(stranger::keys)
          .isInstanceOfSatisfying(
              Failure.Denied.class,
              denied ->
                  assertThat(denied.text())
                      .contains(variable(), "401")
                      .doesNotContain("sk-wrong-credential-1"));
    }
  }

  @Test
  void showsForeignTextShortAndWithoutSecrets() {
    String hostile =
        "No\u001b[31m\u202e key " + credential() + " or sk-proj-abcdefghijk\n" + "x".repeat(2000);
    server.trouble(0, new Trouble.Refused(400, hostile));
    assertThatThrownBy(backend::keys)
        .isInstanceOfSatisfying(
            Failure.InvalidInput.class,
            refused ->
                assertThat(refused.text())
                    .contains("(hidden)")
                    .doesNotContain(credential(), "sk-proj", "\u001b", "\u202e", "\n")
                    .hasSizeLessThan(600));
  }

  /** The last part of the path that makes keys. */
  protected abstract String makingPath();

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void makesOneKeyAlthoughTheAnswerGetsLost(boolean after) {
    backend.create(plan("warm", "marketing"));
    int spared = sparedBeforeMaking();
    server.trouble(spared, after ? new Trouble.CutAfter() : new Trouble.CutBefore());
    if (after && !marksKeys()) {
      assertThatThrownBy(() -> backend.create(plan("shop", "marketing")))
          .isInstanceOf(Failure.Conflict.class);
      assertThat(made()).isEqualTo(1);
      return;
    }
    IssuedKey key = backend.create(plan("shop", "marketing"));
    assertThat(made()).isEqualTo(1);
    assertThat(use(key.secret())).isPresent();
  }

  /** Requests of one more key up to the one that makes it. */
  private int sparedBeforeMaking() {
    int before = server.asked().size();
    backend.create(plan("probe", "marketing"));
    List<String> asked = server.asked().subList(before, server.asked().size());
    for (int i = 0; i < asked.size(); i++) {
      if (asked.get(i).startsWith("POST") && asked.get(i).endsWith(makingPath())) {
        return i;
      }
    }
    throw new AssertionError("no request made the key: " + asked);
  }

  @Test
  void keepsTheSecretAlthoughTheKeyCannotBeReadBack() {
    backend.create(plan("warm", "marketing"));
    Trouble broken = new Trouble.Refused(500, "broken");
    server.trouble(sparedBeforeMaking() + 1, broken, broken, broken, broken);
    IssuedKey key = backend.create(plan("shop", "marketing"));
    assertThat(use(key.secret())).isPresent();
    assertThat(key.key().plan()).isEqualTo(plan("shop", "marketing"));
  }

  @Test
  void endsAKeyAlthoughTheAnswerGetsLost() {
    IssuedKey key = backend.create(plan("shop", "marketing"));
    int before = server.asked().size();
    IssuedKey probe = backend.create(plan("probe", "marketing"));
    int made = server.asked().size();
    backend.revoke(probe.key());
    int spared = server.asked().size() - made - 1;
    assertThat(made).isGreaterThan(before);
    server.trouble(spared, new Trouble.CutAfter());
    backend.revoke(key.key());
    assertThat(made()).isZero();
    assertThat(use(key.secret())).isEmpty();
  }
}
