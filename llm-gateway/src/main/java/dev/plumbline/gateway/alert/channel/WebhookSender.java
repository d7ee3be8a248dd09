package dev.plumbline.gateway.alert.channel;

import dev.plumbline.control.Channel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Posts messages as JSON, signed over the time and the body. */
final class WebhookSender implements Sender {
  private final Receivers receivers;
  private final InstantSource clock;

  WebhookSender(Receivers receivers, InstantSource clock) {
    this.receivers = receivers;
    this.clock = clock;
  }

  @Override
  public void send(Channel channel, Notice notice, String delivery, String secret) throws NotSent {
    byte[] body = notice.json().getBytes(StandardCharsets.UTF_8);
    String time = String.valueOf(clock.instant().getEpochSecond());
    Map<String, String> headers =
        Map.of(
            "x-plumbline-delivery", delivery,
            "x-plumbline-timestamp", time,
            "x-plumbline-signature", "sha256=" + signature(secret, time, body));
    receivers.post(Objects.requireNonNull(channel.url()), headers, body);
  }

  /** HMAC-SHA256 of the time, a dot and the body, in hexadecimal. */
  static String signature(String secret, String time, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every Java has HmacSHA256", missing);
    }
  }
}
