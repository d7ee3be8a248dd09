package dev.plumbline.gateway.alert.channel;

import dev.plumbline.control.Channel;
import dev.plumbline.kernel.Failure;
import java.time.InstantSource;
import java.util.Map;

/** Sends messages by all media. Safe for many threads. */
public final class Senders implements AutoCloseable {
  private final ChannelSecrets secrets;
  private final Receivers receivers = new Receivers();
  private final Map<Channel.Kind, Sender> byKind;

  /** Senders whose channels have their secrets in this environment or in files. */
  public Senders(Map<String, String> environment, InstantSource clock) {
    this.secrets = new ChannelSecrets(environment);
    this.byKind =
        Map.of(
            Channel.Kind.SLACK, new SlackSender(receivers),
            Channel.Kind.EMAIL, new MailSender(),
            Channel.Kind.WEBHOOK, new WebhookSender(receivers, clock),
            Channel.Kind.ALERTMANAGER, new AlertmanagerSender(receivers));
  }

  /**
   * Sends a message and returns when the channel has taken it.
   *
   * @param delivery an id that stays the same however often it is sent
   */
  public void send(Channel channel, Notice notice, String delivery) throws NotSent {
    Sender sender = byKind.get(channel.kind());
    if (sender == null) {
      throw new IllegalStateException("no sender for " + channel.kind());
    }
    String secret;
    try {
      secret = secrets.of(channel);
    } catch (Failure.Misconfigured missing) {
      throw new NotSent(missing.text(), false);
    }
    try {
      sender.send(channel, notice, delivery, secret);
    } catch (NotSent failed) {
      throw new NotSent(ChannelSecrets.without(failed.why(), secret), failed.refused());
    }
  }

  @Override
  public void close() {
    receivers.close();
  }
}
