package dev.plumbline.admin.setup;

import dev.plumbline.admin.backend.ManagedKey;
import dev.plumbline.control.Entry;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Something that has to be done for a set-up to be as wanted. */
public sealed interface Step {
  /** What it does, in words. */
  List<Line> lines();

  /**
   * An entry is added or changed.
   *
   * @param before null for a new one
   * @param after of version 1 when new, else of the next version
   */
  record Put(@Nullable Entry before, Entry after, Line line) implements Step {
    @Override
    public List<Line> lines() {
      return List.of(line);
    }
  }

  /**
   * A key is made, or changed, or its budgets and limits are.
   *
   * @param before null for a new one
   * @param line null when the key itself stays as it is
   * @param bounds of a new key, those whose scope is yet to be known
   */
  record OfKey(KeyEntry wanted, @Nullable ManagedKey before, @Nullable Line line, List<Put> bounds)
      implements Step {
    public OfKey {
      bounds = List.copyOf(bounds);
    }

    /** Whether the key is to be blocked, or let in again, and is not yet. */
    boolean changesBlock() {
      ManagedKey now = before;
      Boolean block = wanted.blocked();
      return block != null && block != (now != null && now.state() == ManagedKey.State.BLOCKED);
    }

    @Override
    public List<Line> lines() {
      return Stream.concat(Stream.ofNullable(line), bounds.stream().map(Put::line)).toList();
    }
  }

  /** A key is revoked. */
  record Revoke(ManagedKey key, Line line) implements Step {
    @Override
    public List<Line> lines() {
      return List.of(line);
    }
  }

  /** An entry is removed; a cache policy is switched off instead. */
  record Remove(Entry entry, Line line) implements Step {
    @Override
    public List<Line> lines() {
      return List.of(line);
    }
  }
}
