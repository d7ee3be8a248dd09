package dev.plumbline.admin.chargeback.export;

import java.io.IOException;

/** A text that gives up when it grows too long. */
public final class BoundedText implements Appendable {
  private final StringBuilder text = new StringBuilder();
  private final int most;

  /** Told to whoever writes on. */
  public static final class Full extends IOException {
    private static final long serialVersionUID = 1;

    Full() {
      super("the text is too long");
    }
  }

  /**
   * @param most characters
   */
  public BoundedText(int most) {
    this.most = most;
  }

  @Override
  public BoundedText append(CharSequence more) throws IOException {
    return append(more, 0, more.length());
  }

  @Override
  public BoundedText append(CharSequence more, int start, int end) throws IOException {
    if (text.length() + (end - start) > most) {
      throw new Full();
    }
    text.append(more, start, end);
    return this;
  }

  @Override
  public BoundedText append(char more) throws IOException {
    return append(String.valueOf(more));
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
