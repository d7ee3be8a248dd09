package dev.plumbline.gateway.alert.channel;

import dev.plumbline.control.Channel;

/** Sends messages by one medium. */
interface Sender {
  /**
   * Sends a message and returns when the receiver has taken it.
   *
   * @param delivery an id that stays the same however often it is sent
   * @param secret of the channel; empty without
   */
  void send(Channel channel, Notice notice, String delivery, String secret) throws NotSent;
}
