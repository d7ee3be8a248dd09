package dev.plumbline.sonarqube.tools;

import dev.plumbline.sonarqube.sonar.FakeSonarQube;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sonarqube.ws.Common;
import org.sonarqube.ws.Components;
import org.sonarqube.ws.Measures;
import tools.jackson.databind.json.JsonMapper;

/** Files of the project {@code shop} with their measures and lines. */
final class CannedFiles {
  private static final String TREE = "api/components/tree";

  private CannedFiles() {}

  /** The project has these files and the folder {@code src}. */
  static void exist(FakeSonarQube fake, String... paths) {
    Components.TreeWsResponse.Builder tree = Components.TreeWsResponse.newBuilder();
    for (String path : paths) {
      tree.addComponents(file(path));
    }
    fake.on(
        TREE,
        url -> {
          String part = url.queryParameter("q");
          Components.TreeWsResponse.Builder found = Components.TreeWsResponse.newBuilder();
          tree.getComponentsList().stream()
              .filter(it -> part == null || it.getPath().contains(part))
              .forEach(found::addComponents);
          return FakeSonarQube.proto(found.build());
        });
    fake.on(
        "api/components/show",
        url -> {
          String key = String.valueOf(url.queryParameter("component"));
          boolean known =
              tree.getComponentsList().stream().anyMatch(file -> file.getKey().equals(key));
          return switch (key) {
            case "shop", "shop-web" -> shown(component(key, "TRK").setName(key));
            case "shop:src" -> shown(component(key, "DIR").setPath("src"));
            default ->
                known
                    ? shown(file(key.substring("shop:".length())))
                    : FakeSonarQube.error(404, "Component key not found");
          };
        });
  }

  /** A file with measures, as metric and value in turn; metrics of new code in a period. */
  static Measures.Component.Builder measured(String path, String... keysAndValues) {
    return Canned.measures(List.of(keysAndValues)).setKey("shop:" + path).setPath(path);
  }

  /** The files of the project, ranked. */
  static Measures.ComponentTreeWsResponse ranked(Measures.Component.Builder... files) {
    Measures.ComponentTreeWsResponse.Builder answer =
        Measures.ComponentTreeWsResponse.newBuilder()
            .setPaging(Common.Paging.newBuilder().setTotal(files.length));
    for (Measures.Component.Builder file : files) {
      answer.addComponents(file);
    }
    return answer.build();
  }

  /** Every file has these lines, given out as SonarQube does. */
  static void lines(FakeSonarQube fake, List<Map<String, Object>> lines) {
    fake.on(
        "api/sources/lines",
        url -> {
          int from = Integer.parseInt(String.valueOf(url.queryParameter("from")));
          int to = Integer.parseInt(String.valueOf(url.queryParameter("to")));
          List<Map<String, Object>> wanted = lines.stream().limit(to).skip(from - 1).toList();
          return FakeSonarQube.response(
              200,
              "application/json",
              JsonMapper.shared().writeValueAsString(Map.of("sources", wanted)));
        });
  }

  /** A line with more properties as name and value in turn. */
  static Map<String, Object> line(int number, String code, Object... more) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("line", number);
    line.put("code", code);
    for (int i = 0; i < more.length; i += 2) {
      line.put(String.valueOf(more[i]), more[i + 1]);
    }
    return line;
  }

  private static Components.Component.Builder file(String path) {
    return component("shop:" + path, "FIL").setPath(path).setName(path).setLanguage("java");
  }

  private static Components.Component.Builder component(String key, String qualifier) {
    return Components.Component.newBuilder().setKey(key).setQualifier(qualifier);
  }

  private static mockwebserver3.MockResponse shown(Components.Component.Builder component) {
    return FakeSonarQube.proto(
        Components.ShowWsResponse.newBuilder().setComponent(component).build());
  }
}
