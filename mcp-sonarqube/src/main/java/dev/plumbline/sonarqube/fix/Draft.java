package dev.plumbline.sonarqube.fix;

/** What came of asking the client's model for a fix. */
public sealed interface Draft {
  /** Nobody was asked: the client has no model to offer, or there is nothing to mend. */
  record NotAsked() implements Draft {}

  /** The model found no fix within the file. */
  record NoFix() implements Draft {}

  /**
   * A unified diff that applies to the file.
   *
   * @param diff exactly as it applies, with the file's own line ends
   * @param carriageReturns whether those are CR LF
   */
  record Checked(String diff, boolean carriageReturns) implements Draft {}

  /**
   * A diff that cannot be used.
   *
   * @param why what is wrong with it
   */
  record Rejected(String why) implements Draft {}
}
