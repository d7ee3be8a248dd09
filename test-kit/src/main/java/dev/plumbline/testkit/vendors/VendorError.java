package dev.plumbline.testkit.vendors;

/** A refusal, which each vendor writes in its own form. */
public final class VendorError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * @param message of the vendor's error
   */
  public VendorError(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }
}
