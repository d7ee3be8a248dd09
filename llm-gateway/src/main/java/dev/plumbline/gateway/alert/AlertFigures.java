package dev.plumbline.gateway.alert;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How alerts do.
 *
 * @param firing how many values fire, by alert
 * @param waiting messages that channels still have to take
 * @param troubles what keeps messages from being seen; empty when nothing does
 */
public record AlertFigures(SortedMap<String, Integer> firing, int waiting, List<String> troubles) {
  static final AlertFigures NONE = new AlertFigures(new TreeMap<>(), 0, List.of());

  public AlertFigures {
    firing = Collections.unmodifiableSortedMap(new TreeMap<>(firing));
    troubles = List.copyOf(troubles);
  }
}
