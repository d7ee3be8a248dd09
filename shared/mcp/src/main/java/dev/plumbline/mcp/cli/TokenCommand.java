package dev.plumbline.mcp.cli;

import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.access.IssuedToken;
import dev.plumbline.mcp.access.Role;
import dev.plumbline.mcp.access.TokenEntry;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Manages the bearer tokens that HTTP clients need. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description = "Manages the bearer tokens that HTTP clients need.")
final class TokenCommand implements Runnable {
  private final Session session;

  @Spec private @Nullable CommandSpec spec;

  TokenCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    CommandSpec own = Objects.requireNonNull(spec);
    throw new ParameterException(own.commandLine(), "Choose create, list or revoke.");
  }

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = "Makes a token and prints it; it is shown this once.")
  int create(
      @Option(names = "--name", required = true, description = "Who it is for; unique.")
          String name,
      @Option(
              names = "--role",
              defaultValue = "READER",
              description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
          Role role,
      @Option(
              names = "--expires",
              paramLabel = "WHEN",
              description = "After how long, such as 30d or 12h, or at which moment (ISO 8601).")
          @Nullable String expires) {
    IssuedToken issued = session.tokens().create(name, role, expires == null ? null : at(expires));
    System.err.printf("Made a token for %s with the role %s. It is shown only now:%n", name, role);
    session.print().println(issued.token());
    return 0;
  }

  @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the tokens.")
  int list() {
    for (TokenEntry token : session.tokens().list()) {
      session
          .print()
          .printf(
              "plt-%s  %-24s %-8s  made %s  %s%n",
              token.publicPart(),
              token.name(),
              token.role(),
              token.created(),
              token.expires() == null ? "never expires" : "expires " + token.expires());
    }
    return 0;
  }

  @Command(
      name = "revoke",
      mixinStandardHelpOptions = true,
      description = "Revokes a token; running servers refuse it within a second.")
  int revoke(
      @Parameters(paramLabel = "NAME", description = "Its name or its public part.") String name) {
    TokenEntry revoked = session.tokens().revoke(name);
    session.print().printf("Revoked %s (plt-%s).%n", revoked.name(), revoked.publicPart());
    return 0;
  }

  private static Instant at(String text) {
    try {
      if (text.matches("[0-9]{1,5}[dhm]")) {
        long amount = Long.parseLong(text.substring(0, text.length() - 1));
        Duration duration =
            switch (text.charAt(text.length() - 1)) {
              case 'd' -> Duration.ofDays(amount);
              case 'h' -> Duration.ofHours(amount);
              default -> Duration.ofMinutes(amount);
            };
        return Instant.now().plus(duration);
      }
      return Instant.parse(text);
    } catch (DateTimeException unreadable) {
      throw new Failure.Misconfigured(
          "'" + text + "' is no duration and no moment.",
          "Write 30d, 12h, 45m or 2027-01-31T00:00:00Z.");
    }
  }
}
