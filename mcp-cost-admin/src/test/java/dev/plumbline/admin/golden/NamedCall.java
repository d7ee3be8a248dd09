package dev.plumbline.admin.golden;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A call as answers write it out.
 *
 * @param arguments as an agent would fill them in
 */
record NamedCall(String tool, Map<String, Object> arguments) {
  private static final Pattern CALL = Pattern.compile("`([a-z_]+)\\(([^`]*)\\)`");
  private static final Pattern ARGUMENT = Pattern.compile("(?:^|, )([a-z_]+)=");
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  /** The calls after the word Undo, in their order. */
  static List<NamedCall> ofUndo(String text) {
    int undo = text.indexOf("Undo:");
    if (undo < 0) {
      return List.of();
    }
    String rest = text.substring(undo);
    int end = rest.indexOf("\n\n");
    List<NamedCall> calls = new ArrayList<>();
    Matcher call = CALL.matcher(end < 0 ? rest : rest.substring(0, end));
    while (call.find()) {
      calls.add(new NamedCall(call.group(1), arguments(call.group(2))));
    }
    return calls;
  }

  /** What stands for each argument is YAML; texts that are foreign stand between marks. */
  private static Map<String, Object> arguments(String text) {
    Map<String, Object> all = new LinkedHashMap<>();
    Matcher name = ARGUMENT.matcher(text);
    List<int[]> places = new ArrayList<>();
    List<String> names = new ArrayList<>();
    while (name.find()) {
      places.add(new int[] {name.start(), name.end()});
      names.add(name.group(1));
    }
    for (int i = 0; i < names.size(); i++) {
      int end = i + 1 < places.size() ? places.get(i + 1)[0] : text.length();
      String value = text.substring(places.get(i)[1], end).replace('‹', '"').replace('›', '"');
      Map<String, Object> one = new YAMLMapper().readValue("value: " + value, MAP);
      all.put(names.get(i), one.get("value"));
    }
    return all;
  }
}
