package dev.plumbline.gateway.route;

import dev.plumbline.control.Provider.Dialect;
import dev.plumbline.gateway.dialect.Tokens;
import dev.plumbline.gateway.provider.Reply;
import dev.plumbline.gateway.provider.Upstream;
import dev.plumbline.gateway.route.Job.Shot;
import dev.plumbline.gateway.route.Result.Again;
import dev.plumbline.kernel.Failure;
import java.io.IOException;

/** Makes one attempt at one target. */
final class Shooter {
  private final Upstream upstream;
  private final Tokens tokens;
  private final Failures failures;
  private final WholeAnswer whole;

  Shooter(Upstream upstream, Tokens tokens) {
    this.upstream = upstream;
    this.tokens = tokens;
    this.failures = new Failures(tokens);
    this.whole = new WholeAnswer(failures, tokens);
  }

  Failures failures() {
    return failures;
  }

  Result shoot(Shot shot) {
    boolean sent = false;
    try (Reply reply = send(shot)) {
      sent = true;
      if (reply.status() < 200 || reply.status() > 299) {
        return failures.ofProvider(shot, reply);
      }
      if (!shot.streamed()) {
        return whole.of(shot, reply);
      }
      if (!reply.streamed()) {
        return failures.badAnswer(shot, "the content type " + reply.contentType());
      }
      return new StreamedAnswer(failures, tokens, shot, reply).run();
    } catch (Failure.Misconfigured wrong) {
      Dialect dialect = Failures.dialect(shot);
      return failures.own(
          dialect, 500, "misconfigured", "provider_misconfigured", wrong.text(), Again.ELSEWHERE);
    } catch (IOException broken) {
      return failures.noAnswer(shot, broken, sent || reached(broken));
    }
  }

  /** A provider that was reached may have begun to work. */
  private static boolean reached(IOException broken) {
    String message = String.valueOf(broken.getMessage());
    return !(broken instanceof java.net.ConnectException
        || broken instanceof java.net.UnknownHostException
        || message.startsWith("failed to connect")
        || message.startsWith("Failed to connect")
        || message.startsWith("Connect timed out"));
  }

  private Reply send(Shot shot) throws IOException {
    return upstream.send(
        shot.provider(),
        shot.endpoint(),
        shot.target().model(),
        shot.body(),
        shot.headers(),
        shot.timeouts(),
        shot.job().cancellation());
  }
}
