package dev.plumbline.usage.remote;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.PlumblineHome;
import dev.plumbline.kernel.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The admin token of a gateway: the one that was given, else the one of a gateway of this home. */
public final class GatewayToken {
  /** The token itself. */
  public static final Setting SETTING =
      Setting.secret(
          "gateway.token",
          "PLUMBLINE_GATEWAY_TOKEN",
          "Admin token of the gateway to ask. Default for a gateway on this machine: the file"
              + " admin-token in PLUMBLINE_HOME.");

  private static final String FILE = "admin-token";
  private static final int LONGEST = 1024;

  private final Optional<String> given;
  private final Path file;

  /** The given one, else that of a home folder. */
  public GatewayToken(Optional<String> given, PlumblineHome home) {
    this.given = given;
    this.file = file(home);
  }

  /** Where the first start of a gateway writes its token. */
  public static Path file(PlumblineHome home) {
    return home.folder().resolve(FILE);
  }

  /** The token for a gateway; empty when there is none. */
  public Optional<String> find(GatewayAddress address) {
    if (given.isPresent()) {
      return given;
    }
    // Nobody meant this machine's token for another one.
    return address.loopback() ? kept() : Optional.empty();
  }

  private Optional<String> kept() {
    try {
      if (Files.size(file) > LONGEST) {
        throw unreadable("is too long for a token", null);
      }
      return Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty());
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (IOException unreadable) {
      throw unreadable("cannot be read", unreadable);
    }
  }

  private Failure unreadable(String what, @Nullable Exception cause) {
    return new Failure.StoreUnavailable(
        "The token file " + file + " " + what + ".",
        "Check its owner and permissions, or set " + SETTING.variable() + ".",
        cause);
  }

  /** For the token of a gateway that has none here. */
  Failure missing(GatewayAddress address) {
    return new Failure.Denied(
        "There is no admin token for the gateway " + address + ".",
        "Set %s%s."
            .formatted(
                SETTING.variable(),
                address.loopback()
                    ? ", or start the gateway: its first start writes " + file
                    : " (bin/llm-gateway token create makes one)"));
  }
}
