package dev.plumbline.gateway.alert.channel;

/** A channel did not take a message; says why, without secrets. */
public final class NotSent extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean refused;

  /**
   * A message that was not taken.
   *
   * @param refused whether the receiver answered that it does not want it, which trying again
   *     hardly changes
   */
  NotSent(String why, boolean refused) {
    super(why);
    this.refused = refused;
  }

  /** Whether trying again hardly helps. */
  public boolean refused() {
    return refused;
  }

  /** Why. */
  public String why() {
    return String.valueOf(getMessage());
  }
}
