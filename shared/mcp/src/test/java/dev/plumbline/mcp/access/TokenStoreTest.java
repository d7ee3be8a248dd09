package dev.plumbline.mcp.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.kernel.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenStoreTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir private Path folder;
  private Path file = Path.of("unset");
  private TokenStore store = new TokenStore(file, Clock.systemUTC());

  @BeforeEach
  void newStore() {
    file = folder.resolve("tokens.json");
    store = at(NOW);
  }

  @Test
  void anIssuedTokenAuthenticatesItsHolder() {
    IssuedToken issued = store.create("ci", Role.OPERATOR, null);

    assertThat(issued.token()).matches("plt-[0-9a-z]{12}-[0-9a-z]{48}");
    assertThat(store.authenticate(issued.token())).contains(new Principal("ci", Role.OPERATOR));
  }

  @Test
  void theFileIsPrivateAndHoldsNoSecret() throws IOException {
    String token = store.create("ci", Role.READER, null).token();
    String secret = token.substring(token.lastIndexOf('-') + 1);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file)).contains("\"ci\"").doesNotContain(secret);
    try (var files = Files.list(folder)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("tokens.json", "tokens.json.lock");
    }
  }

  @Test
  void noTextFormShowsTheSecret() {
    IssuedToken issued = store.create("ci", Role.READER, null);
    String secret = issued.token().substring(issued.token().lastIndexOf('-') + 1);

    assertThat(issued.toString()).doesNotContain(secret);
    assertThat(Token.parse(issued.token()).orElseThrow().toString()).doesNotContain(secret);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plt-",
        "plt-000000000000-000000000000000000000000000000000000000000000000",
        "PLT-000000000000-000000000000000000000000000000000000000000000000",
        "plt-00000000000é-000000000000000000000000000000000000000000000000"
      })
  void otherTextsAuthenticateNobody(String bearer) {
    store.create("ci", Role.READER, null);

    assertThat(store.authenticate(bearer)).isEmpty();
  }

  @Test
  void aWrongSecretAuthenticatesNobody() {
    String token = store.create("ci", Role.READER, null).token();
    char last = token.charAt(token.length() - 1);
    String wrong = token.substring(0, token.length() - 1) + (last == 'a' ? 'b' : 'a');

    assertThat(store.authenticate(wrong)).isEmpty();
  }

  @Test
  void anEmptyHashInTheFileMatchesNoSecret() throws IOException {
    String token = store.create("ci", Role.READER, null).token();
    Files.writeString(
        file, Files.readString(file).replaceAll("\"sha256\" : \"[^\"]*\"", "\"sha256\" : \"\""));

    assertThat(store.authenticate(token)).isEmpty();
  }

  @Test
  void aTokenExpiresAtItsMoment() {
    String token = store.create("ci", Role.READER, NOW.plusSeconds(60)).token();

    assertThat(at(NOW.plusSeconds(59)).authenticate(token)).isPresent();
    assertThat(at(NOW.plusSeconds(59)).hasValid()).isTrue();
    assertThat(at(NOW.plusSeconds(60)).authenticate(token)).isEmpty();
    assertThat(at(NOW.plusSeconds(60)).hasValid()).isFalse();
    assertThat(store.list()).singleElement().satisfies(t -> assertThat(t.name()).isEqualTo("ci"));
  }

  @Test
  void anExpiryInThePastIsRefused() {
    assertThatThrownBy(() -> store.create("ci", Role.READER, NOW))
        .isInstanceOf(Failure.InvalidInput.class)
        .hasMessageContaining("2026-03-01T12:00:00Z");
  }

  @Test
  void anotherStoresRevocationTakesEffectAtOnce() {
    IssuedToken issued = store.create("ci", Role.READER, null);
    assertThat(store.authenticate(issued.token())).isPresent();

    at(NOW).revoke("ci");

    assertThat(store.authenticate(issued.token())).isEmpty();
    assertThat(store.list()).isEmpty();
  }

  @Test
  void aTokenIsRevokedByNameByPublicPartOrByItself() {
    store.create("a", Role.READER, null);
    IssuedToken b = store.create("b", Role.READER, null);
    IssuedToken c = store.create("c", Role.READER, null);
    IssuedToken d = store.create("d", Role.READER, null);

    store.revoke("a");
    store.revoke(b.entry().publicPart());
    store.revoke("plt-" + c.entry().publicPart());
    assertThat(store.revoke(d.token()).name()).isEqualTo("d");

    assertThat(store.list()).isEmpty();
  }

  @Test
  void revokingAnUnknownTokenNamesTheKnownOnes() {
    store.create("ci", Role.READER, null);

    assertThatThrownBy(() -> store.revoke("cli"))
        .isInstanceOfSatisfying(
            Failure.NotFound.class,
            failure -> assertThat(failure.text()).contains("\"cli\"").contains("ci."));
  }

  @Test
  void namesAreUnique() {
    store.create("ci", Role.READER, null);

    assertThatThrownBy(() -> store.create("ci", Role.ADMIN, null))
        .isInstanceOf(Failure.Conflict.class);
    assertThat(store.list()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a\nb", "-a", "local", "anonymous"})
  void unusableNamesAreRefused(String name) {
    assertThatThrownBy(() -> store.create(name, Role.READER, null))
        .isInstanceOf(Failure.InvalidInput.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "null",
        "[]",
        "{\"version\":2,\"tokens\":[]}",
        "{\"version\":1}",
        "{\"version\":1,\"tokens\":[null]}",
        "{\"version\":1,\"tokens\":[{\"name\":\"x\",\"role\":\"ADMIN\"}]}"
      })
  void aDamagedFileLetsNobodyInAndIsNamed(String content) throws IOException {
    String token = store.create("ci", Role.READER, null).token();
    Files.writeString(file, content);

    assertThatThrownBy(() -> store.authenticate(token))
        .isInstanceOf(Failure.StoreUnavailable.class)
        .hasMessageContaining(file.toString());
    assertThatThrownBy(() -> store.create("new", Role.READER, null))
        .isInstanceOf(Failure.StoreUnavailable.class);
    assertThat(Files.readString(file)).isEqualTo(content);
  }

  @Test
  void aDeletedFileLetsNobodyIn() throws IOException {
    String token = store.create("ci", Role.READER, null).token();
    assertThat(store.authenticate(token)).isPresent();

    Files.delete(file);

    assertThat(store.authenticate(token)).isEmpty();
  }

  @Test
  void storesThatWriteAtTheSameTimeLoseNothing() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<IssuedToken>> made =
          IntStream.range(0, 40)
              .mapToObj(i -> threads.submit(() -> at(NOW).create("client-" + i, Role.READER, null)))
              .toList();
      for (Future<IssuedToken> one : made) {
        assertThat(store.authenticate(one.get().token())).isPresent();
      }
    }
    assertThat(store.list()).hasSize(40);
  }

  @Test
  void processesThatWriteAtTheSameTimeLoseNothing() throws Exception {
    List<Process> processes =
        IntStream.range(0, 2).mapToObj(i -> startTokenMaker("process-" + i)).toList();
    for (Process process : processes) {
      assertThat(process.waitFor(Duration.ofSeconds(60))).isTrue();
      assertThat(process.exitValue()).isZero();
    }

    assertThat(store.list()).hasSize(2 * TokenMaker.TOKENS);
  }

  private Process startTokenMaker(String prefix) {
    try {
      return new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-cp",
              System.getProperty("java.class.path"),
              TokenMaker.class.getName(),
              file.toString(),
              prefix)
          .inheritIO()
          .start();
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private TokenStore at(Instant moment) {
    return new TokenStore(file, Clock.fixed(moment, ZoneOffset.UTC));
  }
}
