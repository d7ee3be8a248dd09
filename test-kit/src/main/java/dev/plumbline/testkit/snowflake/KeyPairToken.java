package dev.plumbline.testkit.snowflake;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a key-pair login's token must say: who signs, for whom, and until when. */
record KeyPairToken(String account, String user, PublicKey key) {
  private static final long LONGEST_LIFE_SECONDS = 3_600;
  private static final long CLOCK_SKEW_SECONDS = 60;

  boolean accepts(String token) {
    String[] parts = token.split("\\.");
    if (parts.length != 3) {
      return false;
    }
    try {
      return signed(parts) && says(claims(parts[1]));
    } catch (GeneralSecurityException | IllegalArgumentException | JacksonException unreadable) {
      return false;
    }
  }

  private boolean signed(String[] parts) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(key);
    signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
  }

  private static JsonNode claims(String part) {
    return new JsonMapper().readTree(Base64.getUrlDecoder().decode(part));
  }

  private boolean says(JsonNode claims) throws GeneralSecurityException {
    String subject = account.toUpperCase(Locale.ROOT) + "." + user;
    long issued = claims.path("iat").asLong(0);
    long expires = claims.path("exp").asLong(0);
    long now = Instant.now().getEpochSecond();
    return claims.path("sub").asString("").equals(subject)
        && claims.path("iss").asString("").equals(subject + "." + fingerprint())
        && issued <= now + CLOCK_SKEW_SECONDS
        && expires > now
        && expires - issued <= LONGEST_LIFE_SECONDS;
  }

  private String fingerprint() throws GeneralSecurityException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
    return "SHA256:" + Base64.getEncoder().encodeToString(digest);
  }
}
