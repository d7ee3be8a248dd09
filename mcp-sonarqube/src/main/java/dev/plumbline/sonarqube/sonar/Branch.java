package dev.plumbline.sonarqube.sonar;

import dev.plumbline.mcp.text.Untrusted;
import java.time.Instant;
import java.util.Optional;

/**
 * A branch or pull request of a project.
 *
 * @param name the branch's name or the pull request's key
 * @param kind {@code branch} or {@code pull request}
 * @param gate such as {@code OK} or {@code ERROR}; empty when unknown
 * @param title a pull request's; empty for a branch
 * @param from the branch a pull request would merge; empty for a branch
 * @param into the branch it would merge into; empty for a branch
 */
public record Branch(
    Untrusted name,
    String kind,
    boolean main,
    String gate,
    Optional<Instant> analyzed,
    Untrusted title,
    Untrusted from,
    Untrusted into) {}
