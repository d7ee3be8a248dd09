package dev.plumbline.sonarqube.tools.issues;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.plumbline.kernel.Failure;
import dev.plumbline.mcp.access.Role;
import dev.plumbline.mcp.text.Text;
import dev.plumbline.mcp.text.Untrusted;
import dev.plumbline.mcp.tool.Answer;
import dev.plumbline.mcp.tool.Call;
import dev.plumbline.mcp.tool.Change;
import dev.plumbline.mcp.tool.Effect;
import dev.plumbline.mcp.tool.Param;
import dev.plumbline.mcp.tool.Plan;
import dev.plumbline.mcp.tool.ToolSpec;
import dev.plumbline.sonarqube.answer.Next;
import dev.plumbline.sonarqube.answer.Toolsets;
import dev.plumbline.sonarqube.answer.Wording;
import dev.plumbline.sonarqube.sonar.Hotspot;
import dev.plumbline.sonarqube.sonar.HotspotDetails;
import dev.plumbline.sonarqube.sonar.Keys;
import dev.plumbline.sonarqube.sonar.Scope;
import dev.plumbline.sonarqube.sonar.SonarQube;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Shows a security hotspot with advice for its reviewer, and puts the review on record. */
public final class ReviewHotspot implements Change<ReviewHotspot.Input, ReviewHotspot.Output> {
  /** The advice grows in so many steps of so many characters each. */
  private static final int STEPS = 10;

  private static final int STEP = 250;

  private static final ToolSpec<Input, Output> SPEC =
      new ToolSpec<>(
          "review_hotspot",
          "Review hotspot",
          "Shows a security hotspot with advice; with decision, assign or comment records its"
              + " review.",
          Toolsets.DETAILS,
          Effect.DESTRUCTIVE,
          false,
          false,
          Role.OPERATOR,
          Input.class,
          Output.class);

  private final SonarQube sonarQube;

  public ReviewHotspot(SonarQube sonarQube) {
    this.sonarQube = sonarQube;
  }

  @Override
  public ToolSpec<Input, Output> spec() {
    return SPEC;
  }

  @Override
  public Plan<Output> plan(Input input, Call call) {
    HotspotDetails details = find(input.hotspot.strip());
    Hotspot hotspot = details.hotspot();
    String assignee =
        input.assign == null
            ? null
            : input.assign.equals("none") ? "" : sonarQube.users().login(input.assign);
    boolean decided = input.decision != null && !input.decision.isDone(hotspot);
    boolean assigned = assignee != null && !assignee.equals(hotspot.assignee().value());
    if (!decided && !assigned && input.comment == null) {
      return new Plan.Unchanged<>(shown(details, call));
    }
    List<String> changes = new ArrayList<>();
    if (decided) {
      changes.add("status %s → %s".formatted(state(hotspot), input.decision));
    }
    if (assigned) {
      changes.add(
          "assignee %s → %s".formatted(person(hotspot.assignee()), person(Untrusted.of(assignee))));
    }
    if (input.comment != null) {
      changes.add("a comment: " + Untrusted.of(input.comment).inline(500));
    }
    String preview =
        "This changes hotspot %s at %s:%d of project %s: %s."
            .formatted(
                hotspot.key(),
                hotspot.path().inline(160),
                hotspot.line(),
                Keys.show(details.project()),
                String.join("; ", changes));
    return new Plan.Proposed<>(
        preview,
        () -> {
          make(hotspot.key(), decided ? input.decision : null, assigned ? assignee : null, input);
          return shown(sonarQube.hotspots().show(hotspot.key()), call);
        });
  }

  private HotspotDetails find(String key) {
    try {
      return sonarQube.hotspots().show(key);
    } catch (Failure.NotFound unknown) {
      if (!sonarQube.hotspots().supported()) {
        throw new Failure.NotFound(
            "This server (SonarQube %s) has no security hotspots: what they were are security issues now."
                .formatted(sonarQube.server().version().text()),
            "find_security_issues lists them, and change_issues decides about them.");
      }
      throw new Failure.NotFound(
          String.valueOf(unknown.getMessage()),
          "Take a key from the rows of get_security_hotspots.");
    }
  }

  private void make(
      String key, @Nullable Decision decision, @Nullable String assignee, Input input) {
    String comment = Objects.requireNonNullElse(input.comment, "");
    if (assignee != null) {
      sonarQube.hotspots().assign(key, assignee);
    }
    if (decision != null) {
      sonarQube.hotspots().changeStatus(key, decision.status(), decision.resolution(), comment);
    } else if (!comment.isEmpty()) {
      sonarQube.hotspots().comment(key, comment);
    }
  }

  private static Answer<Output> shown(HotspotDetails details, Call call) {
    return call.fit(STEPS, step -> shown(details, step * STEP, call));
  }

  private static Answer<Output> shown(HotspotDetails details, int advice, Call call) {
    Hotspot hotspot = details.hotspot();
    String text =
        Wording.paragraphs(
            "**Hotspot %s** of rule %s %s"
                .formatted(hotspot.key(), hotspot.rule(), details.ruleName().inline(160)),
            "- %s:%d\n- %s\n- %s probability, category %s, status %s, assigned to %s%s"
                .formatted(
                    hotspot.path().inline(200),
                    hotspot.line(),
                    hotspot.message().inline(400),
                    hotspot.probability(),
                    hotspot.category().replace('-', ' '),
                    state(hotspot),
                    person(hotspot.assignee()),
                    details.mayChange() ? "" : "; this token may not review it"),
            advice("what is at stake", details.risk(), advice),
            advice("is it a vulnerability?", details.assessment(), advice),
            advice("how to mend it", details.advice(), advice),
            comments(details),
            new Next(call)
                .call("get_rule", Scope.all(), "rule", hotspot.rule())
                .call("get_security_hotspots", Scope.of(details.project()))
                .toString(),
            Untrusted.LEGEND);
    return Answer.of(
        new Output(
            hotspot.key(),
            hotspot.rule(),
            details.project(),
            hotspot.path(),
            hotspot.line(),
            hotspot.message(),
            hotspot.status(),
            hotspot.resolution().isEmpty() ? null : hotspot.resolution(),
            hotspot.assignee()),
        text);
  }

  private static String comments(HotspotDetails details) {
    StringBuilder text = new StringBuilder();
    details.comments().stream()
        .limit(10)
        .forEach(comment ->
            text.append("\n- ")
                .append(Wording.date(comment.written()))
                .append(' ')
                .append(comment.author().inline(60))
                .append(": ")
                .append(comment.text().inline(400)));
    return text.isEmpty() ? "" : "Comments:" + text;
  }

  private static String advice(String title, Untrusted text, int max) {
    return text.isEmpty() || max == 0 ? "" : Untrusted.of(Text.cut(text.value(), max)).block(title);
  }

  private static String state(Hotspot hotspot) {
    return hotspot.resolution().isEmpty() ? hotspot.status() : hotspot.resolution();
  }

  private static String person(Untrusted login) {
    return login.isEmpty() ? "nobody" : login.inline(60);
  }

  /** How a review ends. */
  public enum Decision {
    @JsonProperty("to_review")
    TO_REVIEW,
    @JsonProperty("acknowledged")
    ACKNOWLEDGED,
    @JsonProperty("fixed")
    FIXED,
    @JsonProperty("safe")
    SAFE;

    private String status() {
      return this == TO_REVIEW ? "TO_REVIEW" : "REVIEWED";
    }

    private String resolution() {
      return this == TO_REVIEW ? "" : name();
    }

    private boolean isDone(Hotspot hotspot) {
      return status().equals(hotspot.status()) && resolution().equals(hotspot.resolution());
    }
  }

  /** The arguments. */
  public record Input(
      @Param("the hotspot's key") String hotspot,
      @Nullable @Param("how the review ends") Decision decision,
      @Nullable @Param("login, me or none") String assign,
      @Nullable @Param(value = "text to add", max = 4_000) String comment) {}

  /** The answer. */
  public record Output(
      String hotspot,
      String rule,
      String project,
      Untrusted file,
      int line,
      Untrusted message,
      String status,
      @Nullable String resolution,
      Untrusted assignee) {}
}
