package dev.plumbline.gateway.route;

import dev.plumbline.gateway.answer.AnswerForm;
import dev.plumbline.gateway.answer.Tally;
import dev.plumbline.gateway.call.Metered;
import dev.plumbline.gateway.dialect.Json;
import dev.plumbline.gateway.dialect.Tokens;
import dev.plumbline.gateway.provider.Reply;
import dev.plumbline.gateway.route.Job.Shot;
import dev.plumbline.gateway.route.Result.Again;
import dev.plumbline.usage.Status;
import java.io.IOException;
import java.util.Optional;
import okio.ByteString;
import tools.jackson.databind.node.ObjectNode;

/** Brings back an answer that is not streamed. */
final class WholeAnswer {
  private static final long MOST_BYTES = 128L << 20;

  private final Failures failures;
  private final Tokens tokens;

  WholeAnswer(Failures failures, Tokens tokens) {
    this.failures = failures;
    this.tokens = tokens;
  }

  Result of(Shot shot, Reply reply) throws IOException {
    if (reply.foreign()) {
      return failures.badAnswer(shot, "the content type " + reply.contentType());
    }
    ByteString body = reply.body(MOST_BYTES);
    AnswerForm form = shot.form();
    String bulk = form.bulk();
    byte[] bytes = body.toByteArray();
    ObjectNode json = bulk == null ? Json.object(bytes) : Json.objectWithout(bytes, bulk);
    if (json == null) {
      return failures.badAnswer(shot, "a body that is not JSON");
    }
    Tally tally = new Tally();
    if (!form.whole(json, tally)) {
      return Json.blank(json.get("error"))
          ? failures.badAnswer(shot, "JSON of another shape")
          : failures.within(shot, reply, json);
    }
    Metered metered = tally.metered(Failures.input(shot), Failures.asked(shot), tokens);
    return new Result(
        reply.status(),
        shot.translation().isEmpty() ? reply.contentType() : Failures.JSON,
        reply.passedHeaders(),
        false,
        shot.translation()
            .map(between -> Json.text(between.answer(json, shot.job().call())))
            .orElse(body),
        metered,
        Status.OK,
        null,
        -1,
        shot.job().keepAnswer() ? tally.text() : null,
        Again.NO,
        Optional.empty(),
        "");
  }
}
