package dev.plumbline.gateway.alert.channel;

import dev.plumbline.control.Channel;
import dev.plumbline.kernel.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/** The secrets of channels, from the environment or from files, read each time. */
final class ChannelSecrets {
  private static final String VARIABLE = "env:";
  private static final String FILE = "file:";
  private static final int SHORTEST = 4;

  private final Map<String, String> environment;

  ChannelSecrets(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** The secret of a channel; empty when it has none. */
  String of(Channel channel) {
    String from = channel.secretFrom();
    if (from == null) {
      return "";
    }
    String text =
        from.startsWith(VARIABLE)
            ? environment.getOrDefault(from.substring(VARIABLE.length()), "")
            : file(from.substring(FILE.length()));
    String secret = text.strip();
    if (secret.isEmpty() || secret.chars().anyMatch(Character::isISOControl)) {
      throw new Failure.Misconfigured(
          "The secret of the channel '%s' is not in %s.".formatted(channel.id(), from),
          "Put it there, as one line.");
    }
    return secret;
  }

  /** A text in which a secret is blacked out, should it be there. */
  static String without(String text, String secret) {
    return secret.length() < SHORTEST ? text : text.replace(secret, "(hidden)");
  }

  private static String file(String path) {
    try {
      return Files.readString(Path.of(path));
    } catch (IOException | InvalidPathException unreadable) {
      return "";
    }
  }
}
