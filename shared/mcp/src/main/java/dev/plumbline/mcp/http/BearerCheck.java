package dev.plumbline.mcp.http;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.access.Principal;
import dev.plumbline.mcp.access.Role;
import dev.plumbline.mcp.access.TokenStore;
import dev.plumbline.mcp.text.Text;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out who sends a request from its bearer token (RFC 6750, header only). */
final class BearerCheck implements Check {
  private static final Logger LOG = LoggerFactory.getLogger(BearerCheck.class);
  private static final Principal ANONYMOUS = new Principal("anonymous", Role.OPERATOR);
  private static final String SCHEME = "Bearer ";

  private final boolean required;
  private final TokenStore tokens;
  private final RateLimit failures;

  /**
   * @param failures how often an address may fail
   */
  BearerCheck(HttpOptions options, TokenStore tokens, RateLimit failures) {
    this.required = options.authRequired();
    this.tokens = tokens;
    this.failures = failures;
  }

  @Override
  public void pass(Exchange exchange) {
    if (exchange.endpoint().isOpen()) {
      return;
    }
    if (!required) {
      exchange.identified(ANONYMOUS, () -> true);
      return;
    }
    try {
      String bearer = bearer(exchange);
      Principal principal = authenticate(bearer).orElseThrow(BearerCheck::invalid);
      exchange.identified(
          principal, () -> authenticate(bearer).filter(principal::equals).isPresent());
    } catch (Refusal refusal) {
      if (refusal.status() == 401) {
        failures.take("failed authentications", exchange.request().getRemoteAddr());
      }
      throw refusal;
    }
  }

  private Optional<Principal> authenticate(String bearer) {
    try {
      return tokens.authenticate(bearer);
    } catch (Failure.StoreUnavailable unavailable) {
      LOG.error("{}", Text.oneLine(unavailable.text()));
      throw new Refusal(
          503, "The server cannot read its tokens, so nobody is let in. Its log says more.");
    }
  }

  private static String bearer(Exchange exchange) {
    List<String> headers = Collections.list(exchange.request().getHeaders("Authorization"));
    if (headers.size() > 1) {
      throw new Refusal(
          400,
          Refusal.INVALID_REQUEST,
          "The request has several Authorization headers. Send one.",
          challenge("error=\"invalid_request\""));
    }
    if (headers.isEmpty() || !headers.getFirst().regionMatches(true, 0, SCHEME, 0, 7)) {
      throw new Refusal(
          401,
          Refusal.REFUSED,
          "A bearer token is needed. Send it as the header \"Authorization: Bearer TOKEN\"; a token"
              + " in the address is never accepted.",
          challenge("realm=\"plumbline\""));
    }
    return headers.getFirst().substring(SCHEME.length()).strip();
  }

  private static Refusal invalid() {
    return new Refusal(
        401,
        Refusal.REFUSED,
        "The bearer token is unknown, revoked or expired. Ask the server's operator for a new one.",
        challenge(
            "realm=\"plumbline\", error=\"invalid_token\","
                + " error_description=\"unknown, revoked or expired\""));
  }

  private static Map<String, String> challenge(String parameters) {
    return Map.of("WWW-Authenticate", SCHEME + parameters);
  }
}
