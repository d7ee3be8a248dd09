package dev.plumbline.admin.setup;

/**
 * One thing that is done, in words that are safe in Markdown.
 *
 * @param kind such as {@code budget}
 * @param title which one
 * @param details what it is to be, or what changes from what to what; may be empty
 */
public record Line(Action action, String kind, String title, String details) {
  /** What is done to it. */
  public enum Action {
    ADD("add"),
    CHANGE("change"),
    REMOVE("remove");

    private final String word;

    Action(String word) {
      this.word = word;
    }

    /** In a word. */
    public String word() {
      return word;
    }
  }
}
