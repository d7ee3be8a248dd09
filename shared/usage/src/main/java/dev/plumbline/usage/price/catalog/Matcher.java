package dev.plumbline.usage.price.catalog;

import java.util.List;
import java.util.regex.Pattern;

/** Decides whether a name, already in lower case, is meant. */
sealed interface Matcher {
  /** Whether the name, in lower case, is meant. */
  boolean matches(String name);

  /** Any of several. */
  record Any(List<Matcher> parts) implements Matcher {
    @Override
    public boolean matches(String name) {
      for (Matcher part : parts) {
        if (part.matches(name)) {
          return true;
        }
      }
      return false;
    }
  }

  /** All of several. */
  record All(List<Matcher> parts) implements Matcher {
    @Override
    public boolean matches(String name) {
      return parts.stream().allMatch(part -> part.matches(name));
    }
  }

  /** The name itself. */
  record Equals(String text) implements Matcher {
    @Override
    public boolean matches(String name) {
      return name.equals(text);
    }
  }

  /** A beginning of the name. */
  record StartsWith(String text) implements Matcher {
    @Override
    public boolean matches(String name) {
      return name.startsWith(text);
    }
  }

  /** An end of the name. */
  record EndsWith(String text) implements Matcher {
    @Override
    public boolean matches(String name) {
      return name.endsWith(text);
    }
  }

  /** A part of the name. */
  record Contains(String text) implements Matcher {
    @Override
    public boolean matches(String name) {
      return name.contains(text);
    }
  }

  /** A pattern found in the name, in its own case. */
  record Regex(Pattern pattern) implements Matcher {
    @Override
    public boolean matches(String name) {
      return pattern.matcher(name).find();
    }
  }
}
