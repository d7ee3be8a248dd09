package dev.plumbline.admin.setup.yaml;

import java.util.List;
import java.util.Map;

/** A value of a YAML file and the line where it begins. */
sealed interface Node {
  int line();

  /** What it is, in words. */
  String words();

  /**
   * A single value.
   *
   * @param text as it is written, without quotes
   */
  record Scalar(int line, Form form, String text) implements Node {
    enum Form {
      TEXT,
      NUMBER,
      FLAG,
      NOTHING
    }

    @Override
    public String words() {
      return switch (form) {
        case TEXT -> "a text";
        case NUMBER -> "a number";
        case FLAG -> "a yes or no";
        case NOTHING -> "empty";
      };
    }
  }

  /** Values one after the other. */
  record Items(int line, List<Node> items) implements Node {
    public Items {
      items = List.copyOf(items);
    }

    @Override
    public String words() {
      return "a list";
    }
  }

  /** Values by their names, in order. */
  record Fields(int line, Map<String, Field> fields) implements Node {
    @Override
    public String words() {
      return "a set of fields";
    }
  }

  /**
   * A value by its name.
   *
   * @param line of the name
   */
  record Field(int line, Node value) {}
}
