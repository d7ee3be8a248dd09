package dev.plumbline.usage.query;

/** What the rows of an answer are split by. */
public sealed interface By {
  /** Its name in answers. */
  String label();

  /** A column of the ledger. */
  record Column(Dimension dimension) implements By {
    @Override
    public String label() {
      return dimension.label();
    }
  }

  /** The value of a tag. */
  record Tag(String name) implements By {
    @Override
    public String label() {
      return "tag:" + name;
    }
  }

  /** Split by a column. */
  static By of(Dimension dimension) {
    return new Column(dimension);
  }
}
