package dev.plumbline.control;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Finds which of many entries count a request, in the order of their set-up; immutable. */
final class ByScope<T> {
  private final Map<Scope, List<Place<T>>> places = new HashMap<>();
  private final Set<Level> levels = EnumSet.noneOf(Level.class);

  private record Place<T>(int number, T entry) {}

  ByScope(List<T> entries, Function<T, Scope> scopes) {
    for (int i = 0; i < entries.size(); i++) {
      T entry = entries.get(i);
      Scope scope = scopes.apply(entry);
      levels.add(scope.level());
      places.computeIfAbsent(scope, _ -> new ArrayList<>()).add(new Place<>(i, entry));
    }
  }

  List<T> covering(Subject subject) {
    List<Place<T>> found = new ArrayList<>();
    for (Level level : levels) {
      String own = subject.value(level);
      if (own != null) {
        found.addAll(places.getOrDefault(new Scope(level, Scope.EACH), List.of()));
        if (!own.equals(Scope.EACH)) {
          found.addAll(places.getOrDefault(new Scope(level, own), List.of()));
        }
      }
    }
    found.sort(Comparator.comparingInt(Place::number));
    List<T> entries = new ArrayList<>(found.size());
    for (Place<T> place : found) {
      entries.add(place.entry());
    }
    return entries;
  }
}
