package dev.plumbline.usage.source.api;

import dev.plumbline.usage.source.Source;
import java.util.List;

/**
 * A source that is asked over the network.
 *
 * @param name its name on the command line
 * @param about what it reads, for people
 * @param needs the environment variables that must be set
 * @param options those that may be set
 * @param sameSpend the sources that tell of the same spend: import one of them
 */
public record ApiSource(
    String name,
    String about,
    List<String> needs,
    List<String> options,
    List<String> sameSpend,
    Opening opening) {
  /** Makes the source. */
  public interface Opening {
    /** Makes it; nothing is asked yet. */
    Source open(Asked asked);
  }

  public ApiSource {
    needs = List.copyOf(needs);
    options = List.copyOf(options);
    sameSpend = List.copyOf(sameSpend);
  }

  /**
   * The source.
   *
   * @throws dev.plumbline.kernel.Failure.Misconfigured naming a variable that is not set
   */
  public Source open(Asked asked) {
    needs.forEach(asked::required);
    return opening.open(asked);
  }
}
