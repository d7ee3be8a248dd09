package dev.plumbline.admin.setup;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which wanted thing is which that is there: by one trait first, then those that are left by the
 * next.
 *
 * @param found each wanted thing, in order, with what it is
 * @param left what is there and not wanted
 */
record Pairing<W, L>(List<Pair<W, L>> found, List<L> left) {
  /** A wanted thing and what it is; null for a new one. */
  record Pair<W, L>(W wanted, @Nullable L live) {}

  /** What tells a thing from others; things without it are null. */
  record Trait<W, L>(
      Function<W, @Nullable Object> ofWanted, Function<L, @Nullable Object> ofLive) {}

  static <W, L> Pairing<W, L> of(List<W> wanted, List<L> live, List<Trait<W, L>> traits) {
    IdentityHashMap<W, L> known = new IdentityHashMap<>();
    List<L> left = new ArrayList<>(live);
    for (Trait<W, L> trait : traits) {
      Map<Object, Deque<L>> by = new HashMap<>();
      for (L one : left) {
        Object value = trait.ofLive().apply(one);
        if (value != null) {
          by.computeIfAbsent(value, _ -> new ArrayDeque<>()).add(one);
        }
      }
      IdentityHashMap<L, Boolean> taken = new IdentityHashMap<>();
      for (W one : wanted) {
        Object value = known.containsKey(one) ? null : trait.ofWanted().apply(one);
        Deque<L> fitting = value == null ? null : by.get(value);
        L first = fitting == null ? null : fitting.poll();
        if (first != null) {
          known.put(one, first);
          taken.put(first, true);
        }
      }
      left.removeIf(taken::containsKey);
    }
    List<Pair<W, L>> found = new ArrayList<>();
    wanted.forEach(one -> found.add(new Pair<>(one, known.get(one))));
    return new Pairing<>(List.copyOf(found), List.copyOf(left));
  }
}
