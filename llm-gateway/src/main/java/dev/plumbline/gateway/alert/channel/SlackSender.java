package dev.plumbline.gateway.alert.channel;

import dev.plumbline.control.Channel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Posts messages to an incoming webhook of Slack, as blocks beside a bar of colour. */
final class SlackSender implements Sender {
  private static final int LONGEST_HEADER = 150;
  private static final int LONGEST_TEXT = 2900;
  private static final int LONGEST_FALLBACK = 600;

  private final Receivers receivers;

  SlackSender(Receivers receivers) {
    this.receivers = receivers;
  }

  @Override
  public void send(Channel channel, Notice notice, String delivery, String secret) throws NotSent {
    byte[] body = message(notice, delivery).toString().getBytes(StandardCharsets.UTF_8);
    receivers.post(secret, Map.of("x-plumbline-delivery", delivery), body);
  }

  static ObjectNode message(Notice notice, String delivery) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("text", Wording.cut(mrkdwn(Wording.subject(notice)), LONGEST_FALLBACK));
    ObjectNode attachment = json.putArray("attachments").addObject();
    attachment.put("color", Wording.colour(notice));
    attachment.put("fallback", Wording.cut(mrkdwn(notice.title()), LONGEST_FALLBACK));
    ArrayNode blocks = attachment.putArray("blocks");
    plain(blocks.addObject().put("type", "header"), Wording.cut(title(notice), LONGEST_HEADER));
    paragraphs(blocks, notice.lines());
    paragraphs(blocks, Wording.items(notice));
    for (Notice.Table table : notice.tables()) {
      table(blocks, table);
    }
    String context =
        "%s · %s · delivery %s".formatted(notice.name(), Wording.time(notice.time()), delivery);
    blocks
        .addObject()
        .put("type", "context")
        .putArray("elements")
        .addObject()
        .put("type", "mrkdwn")
        .put("text", mrkdwn(Wording.cut(context, LONGEST_FALLBACK)))
        .put("verbatim", true);
    return json;
  }

  private static String title(Notice notice) {
    return Wording.mark(notice) + " " + notice.title();
  }

  /** Plain text, in which Slack looks for no marks, links or mentions. */
  private static void plain(ObjectNode block, String text) {
    block.putObject("text").put("type", "plain_text").put("text", text).put("emoji", false);
  }

  private static void paragraphs(ArrayNode blocks, List<String> lines) {
    if (!lines.isEmpty()) {
      String text = Wording.cut(String.join("\n", lines), LONGEST_TEXT);
      plain(blocks.addObject().put("type", "section"), text);
    }
  }

  private static void table(ArrayNode blocks, Notice.Table table) {
    String grid = Wording.cut(mrkdwn(Wording.grid(table).replace('`', '\'')), LONGEST_TEXT);
    blocks
        .addObject()
        .put("type", "section")
        .putObject("text")
        .put("type", "mrkdwn")
        .put("text", "*" + mrkdwn(table.title()) + "*\n```" + grid + "```")
        .put("verbatim", true);
  }

  /** Text in which nothing is a link, a mention or an entity. */
  static String mrkdwn(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
