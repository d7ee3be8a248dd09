package dev.plumbline.sonarqube.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.mcp.cli.ServerCommand;
import dev.plumbline.testkit.Snapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** What the pages for users say about the command line and the tools is true. */
class GuidesTest {
  private static final Path ROOT = Path.of(System.getProperty("plumbline.root", ".."));
  private static final Path GUIDES = ROOT.resolve("docs/guides");

  /** A command in a block of its own, and after it the block with what it prints. */
  private static final Pattern SNIPPET =
      Pattern.compile(
          "(```\\n((?:[A-Z_]+=\\S+ )*)bin/mcp-sonarqube (config [^\\n]+)\\n```\\n\\n```json\\n)"
              + "(.*?)```\\n",
          Pattern.DOTALL);

  @TempDir Path home;

  @ParameterizedTest
  @CsvSource({
    "claude-desktop, claude-desktop",
    "claude-code, claude-code",
    "cursor, cursor",
    "vscode, vscode",
    "other, other-clients"
  })
  void everySnippetIsWhatTheCommandPrints(String client, String page) throws IOException {
    String text = Files.readString(GUIDES.resolve(page + ".md"));
    List<String> commands =
        SNIPPET.matcher(text).results().map(snippet -> snippet.group(3)).toList();
    assertThat(commands).containsExactly("config " + client, "config " + client + " --http");
    String printed =
        SNIPPET
            .matcher(text)
            .replaceAll(
                snippet -> Matcher.quoteReplacement(snippet.group(1) + printed(snippet) + "```\n"));
    new Snapshot("docs/guides/" + page + ".md").matches(printed);
  }

  @Test
  void theIndexLeadsToEveryGuide() throws IOException {
    String index = Files.readString(GUIDES.resolve("README.md"));
    try (Stream<Path> pages = Files.list(GUIDES)) {
      List<String> names =
          pages
              .map(page -> page.getFileName().toString())
              .filter(name -> !name.equals("README.md"))
              .toList();
      assertThat(names).hasSizeGreaterThan(5);
      assertThat(names).allSatisfy(name -> assertThat(index).contains("](" + name + ")"));
    }
  }

  @Test
  void theReadmeListsEveryToolAndNoOther() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    String ours = readme.substring(readme.indexOf("## What mcp-sonarqube answers"));
    Set<String> listed =
        Pattern.compile("`([a-z]+(?:_[a-z]+)*)`")
            .matcher(
                ours.lines()
                    .filter(line -> line.startsWith("| `"))
                    .map(line -> line.substring(0, line.indexOf('|', 1)))
                    .collect(Collectors.joining("\n")))
            .results()
            .map(name -> name.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> offered = new TreeSet<>();
    new JsonMapper()
        .readTree(print(Map.of(), "tools", "--toolsets", "all", "--json"))
        .path("tools")
        .forEach(tool -> offered.add(tool.path("name").asString()));
    assertThat(listed).isEqualTo(offered);
  }

  private String printed(MatchResult snippet) {
    Map<String, String> environment = new HashMap<>();
    for (String variable : snippet.group(2).split(" ", -1)) {
      int equals = variable.indexOf('=');
      if (equals > 0) {
        environment.put(variable.substring(0, equals), variable.substring(equals + 1));
      }
    }
    List<String> arguments = new ArrayList<>(List.of(snippet.group(3).split(" ", -1)));
    arguments.add("--command=/path/to/plumbline/bin/mcp-sonarqube");
    return print(environment, arguments.toArray(String[]::new));
  }

  private String print(Map<String, String> environment, String... arguments) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("PLUMBLINE_HOME", home.toString());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int code =
        ServerCommand.run(
            new SonarQubeProgram(), all, InputStream.nullInputStream(), out, arguments);
    assertThat(code).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }
}
