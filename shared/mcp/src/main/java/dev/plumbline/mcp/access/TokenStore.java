package dev.plumbline.mcp.access;

import dev.plumbline.kernel.Failure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The bearer tokens of HTTP clients, in one JSON file that several processes may share. Secrets are
 * kept as SHA-256 only; what another process changes is seen by the next call here. Thread-safe.
 */
public final class TokenStore {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
  private static final List<String> RESERVED = List.of(Principal.LOCAL.name(), "anonymous");

  private final TokenFile file;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param file need not exist yet; its folder must
   */
  public TokenStore(Path file, Clock clock) {
    this.file = new TokenFile(file);
    this.clock = clock;
  }

  /** The file that holds the tokens. */
  public Path path() {
    return file.path();
  }

  /** Makes a token; {@code expires} may be null for one that never expires. */
  public IssuedToken create(String name, Role role, @Nullable Instant expires) {
    checkName(name);
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    if (expires != null && !expires.isAfter(now)) {
      throw new Failure.InvalidInput(
          "The expiry " + expires + " is not in the future.", "Choose a later moment.");
    }
    Token token = Token.random(random);
    TokenEntry entry =
        new TokenEntry(token.publicPart(), hash(token.secret()), name, role, now, expires);
    file.change(tokens -> with(tokens, entry));
    return new IssuedToken(token.text(), entry);
  }

  /** Every token, the expired ones too, in the order they were made. */
  public List<TokenEntry> list() {
    return file.read();
  }

  /** Removes the token with that name or public part, and returns what it was. */
  public TokenEntry revoke(String nameOrPublicPart) {
    String wanted = Token.parse(nameOrPublicPart).map(Token::publicPart).orElse(nameOrPublicPart);
    List<TokenEntry> revoked = new ArrayList<>();
    file.change(tokens -> {
      TokenEntry entry = find(tokens, wanted);
      revoked.add(entry);
      return tokens.stream().filter(token -> !token.equals(entry)).toList();
    });
    return revoked.getLast();
  }

  /** Whether there is a token that would be let in now. */
  public boolean hasValid() {
    Instant now = clock.instant();
    return file.read().stream().anyMatch(token -> !token.expiredAt(now));
  }

  /** Who sends this bearer token; nobody if it is unknown, wrong, revoked or expired. */
  public Optional<Principal> authenticate(String bearer) {
    List<TokenEntry> tokens = file.read();
    return Token.parse(bearer).flatMap(token -> authenticate(token, tokens));
  }

  private Optional<Principal> authenticate(Token token, List<TokenEntry> tokens) {
    byte[] given = hash(token.secret()).getBytes(StandardCharsets.US_ASCII);
    Optional<TokenEntry> known =
        tokens.stream().filter(entry -> entry.publicPart().equals(token.publicPart())).findFirst();
    // An unknown token costs the same comparison as a known one.
    byte[] expected = known.map(TokenEntry::sha256).orElse("").getBytes(StandardCharsets.US_ASCII);
    boolean same = MessageDigest.isEqual(given, expected);
    return known
        .filter(entry -> same && !entry.expiredAt(clock.instant()))
        .map(TokenEntry::principal);
  }

  private static List<TokenEntry> with(List<TokenEntry> tokens, TokenEntry added) {
    if (tokens.stream().anyMatch(token -> token.name().equals(added.name()))) {
      throw new Failure.Conflict(
          "There is already a token named \"" + added.name() + "\".",
          "Choose another name, or revoke that token first.");
    }
    List<TokenEntry> all = new ArrayList<>(tokens);
    all.add(added);
    return all;
  }

  private static TokenEntry find(List<TokenEntry> tokens, String wanted) {
    String publicPart =
        wanted.startsWith(Token.PREFIX) ? wanted.substring(Token.PREFIX.length()) : wanted;
    return tokens.stream()
        .filter(token -> token.name().equals(wanted) || token.publicPart().equals(publicPart))
        .findFirst()
        .orElseThrow(() -> unknown(wanted, tokens));
  }

  private static Failure unknown(String wanted, List<TokenEntry> tokens) {
    String known = String.join(", ", tokens.stream().map(TokenEntry::name).toList());
    return new Failure.NotFound(
        "There is no token \"" + wanted + "\".",
        tokens.isEmpty() ? "No token has been made yet." : "Tokens: " + known + ".");
  }

  private static void checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new Failure.InvalidInput(
          "\"" + name + "\" cannot name a token.",
          "Use 1 to 64 letters, digits and . _ @ -, a letter or digit first.");
    }
    if (RESERVED.contains(name)) {
      throw new Failure.InvalidInput(
          "The name \"" + name + "\" has a meaning of its own.", "Choose another name.");
    }
  }

  private static String hash(String secret) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
