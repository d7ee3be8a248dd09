package dev.plumbline.sonarqube.sonar;

import dev.plumbline.kernel.Failure;
import dev.plumbline.kernel.Nearest;
import dev.plumbline.mcp.access.CallerCredential;
import dev.plumbline.mcp.text.Untrusted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sonarqube.ws.Components.SearchProjectsWsResponse;
import org.sonarqube.ws.client.components.ShowRequest;
import org.sonarqube.ws.client.projectbranches.ListRequest;

/** Finds projects, branches and pull requests. Thread-safe. */
public final class ProjectsClient {
  private static final Duration KEEP = Duration.ofMinutes(1);

  private final Api api;
  private final ServerClient server;
  private final Map<Known, Long> known = new ConcurrentHashMap<>();

  /** What one caller may see says nothing about another. */
  private record Known(Scope scope, String caller) {}

  ProjectsClient(ServerClient server) {
    this.api = server.api();
    this.server = server;
  }

  /**
   * Projects whose name or key holds a text, by name.
   *
   * @param query empty for all
   * @param page from 1
   * @param size 1 to 500
   */
  public ProjectPage search(String query, int page, int size) {
    return search(query, "name", page, size);
  }

  /** Like {@link #search(String, int, int)}, but failing quality gates first, then by name. */
  public ProjectPage worstFirst(String query, int page, int size) {
    return search(query, "alert_status", page, size);
  }

  private ProjectPage search(String query, String sort, int page, int size) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("s", sort);
    parameters.put("asc", String.valueOf(sort.equals("name")));
    if (!query.isBlank()) {
      parameters.put("filter", "query = \"" + query.replace("\\", "").replace("\"", "") + "\"");
    }
    server.organization().ifPresent(name -> parameters.put("organization", name));
    parameters.put("f", "analysisDate");
    parameters.put("p", String.valueOf(page));
    parameters.put("ps", String.valueOf(size));
    SearchProjectsWsResponse answer =
        api.get("api/components/search_projects", SearchProjectsWsResponse.parser(), parameters);
    List<Project> projects =
        answer.getComponentsList().stream()
            .map(project ->
                new Project(
                    project.getKey(),
                    Untrusted.of(project.getName()),
                    Times.instant(project.getAnalysisDate())))
            .toList();
    return new ProjectPage(projects, answer.getPaging().getTotal());
  }

  /**
   * A scope that exists; SonarQube itself answers some questions about an unknown one with an empty
   * success.
   *
   * @throws Failure.NotFound naming the nearest keys
   */
  public Scope scope(String project, @Nullable String branch, @Nullable String pullRequest) {
    if (branch != null && pullRequest != null) {
      throw new Failure.InvalidInput(
          "'branch' and 'pull_request' are both given.", "Give one of them.");
    }
    Scope scope = new Scope(project, branch, pullRequest);
    long now = System.nanoTime();
    known.values().removeIf(checked -> now - checked > KEEP.toNanos());
    Known asked = new Known(scope, CallerCredential.fingerprint());
    if (!known.containsKey(asked)) {
      checkProject(project);
      if (branch != null) {
        checkOneOf("branch", branch, branches(project), project);
      }
      if (pullRequest != null) {
        checkOneOf("pull request", pullRequest, pullRequests(project), project);
      }
      known.put(asked, now);
    }
    return scope;
  }

  /** The names of a project's branches, the main one first. */
  public List<String> branches(String project) {
    return branchesOf(project).stream().map(branch -> branch.name().value()).toList();
  }

  /** A project's branches, the main one first. */
  public List<Branch> branchesOf(String project) {
    ListRequest request = new ListRequest().setProject(project);
    return api.call(services -> services.projectBranches().list(request)).getBranchesList().stream()
        .sorted((one, other) -> Boolean.compare(other.getIsMain(), one.getIsMain()))
        .map(branch ->
            new Branch(
                Untrusted.of(branch.getName()),
                "branch",
                branch.getIsMain(),
                branch.getStatus().getQualityGateStatus(),
                Times.instant(branch.getAnalysisDate()),
                Untrusted.of(""),
                Untrusted.of(""),
                Untrusted.of("")))
        .toList();
  }

  /** The keys of a project's pull requests; none on editions without them. */
  public List<String> pullRequests(String project) {
    return pullRequestsOf(project).orElse(List.of()).stream()
        .map(pullRequest -> pullRequest.name().value())
        .toList();
  }

  /** A project's pull requests; empty on editions without them. */
  public Optional<List<Branch>> pullRequestsOf(String project) {
    var request = new org.sonarqube.ws.client.projectpullrequests.ListRequest().setProject(project);
    try {
      return Optional.of(
          api
              .call(services -> services.projectPullRequests().list(request))
              .getPullRequestsList()
              .stream()
              .map(pullRequest ->
                  new Branch(
                      Untrusted.of(pullRequest.getKey()),
                      "pull request",
                      false,
                      pullRequest.getStatus().getQualityGateStatus(),
                      Times.instant(pullRequest.getAnalysisDate()),
                      Untrusted.of(pullRequest.getTitle()),
                      Untrusted.of(pullRequest.getBranch()),
                      Untrusted.of(pullRequest.getBase())))
              .toList());
    } catch (Failure.NotFound | Failure.InvalidInput editionWithout) {
      return Optional.empty();
    }
  }

  private void checkProject(String project) {
    ShowRequest request = new ShowRequest().setComponent(project);
    try {
      String qualifier =
          api.call(services -> services.components().show(request)).getComponent().getQualifier();
      if (qualifier.equals("FIL") || qualifier.equals("DIR") || qualifier.equals("UTS")) {
        throw new Failure.InvalidInput(
            "%s is the key of a file or folder.".formatted(Keys.show(project)),
            "Give the project's key, which is the part before the last colon.");
      }
    } catch (Failure.NotFound unknown) {
      throw unknownProject(project);
    }
  }

  private Failure unknownProject(String project) {
    Set<String> keys = new LinkedHashSet<>();
    for (String part : project.split("[^\\p{Alnum}]+", -1)) {
      if (part.length() > 2) {
        search(part, 1, 20).projects().forEach(found -> keys.add(found.key()));
      }
      if (keys.size() >= 40) {
        break;
      }
    }
    search("", 1, 500).projects().forEach(found -> keys.add(found.key()));
    return new Failure.NotFound(
        "There is no project %s on this SonarQube that the token may see."
            .formatted(Keys.show(project)),
        (nearest(project, keys) + " list_projects lists them all.").strip());
  }

  private static void checkOneOf(
      String what, String name, Collection<String> names, String project) {
    if (!names.contains(name)) {
      throw new Failure.NotFound(
          "Project %s has no %s %s."
              .formatted(Keys.show(project), what, Untrusted.of(name).inline(120)),
          names.isEmpty()
              ? "It has none at all: leave the argument out."
              : (nearest(name, names) + " It has " + some(names) + ".").strip());
    }
  }

  private static String nearest(String typed, Collection<String> names) {
    List<String> near = Nearest.to(typed, names, 3);
    return near.isEmpty()
        ? ""
        : near.stream()
            .map(ProjectsClient::shown)
            .collect(Collectors.joining(", ", "Did you mean ", "?"));
  }

  private static String some(Collection<String> names) {
    List<String> shown =
        new ArrayList<>(names.stream().limit(5).map(ProjectsClient::shown).toList());
    if (names.size() > 5) {
      shown.add((names.size() - 5) + " more");
    }
    return String.join(", ", shown);
  }

  private static String shown(String name) {
    return Keys.isProject(name) ? name : Untrusted.of(name).inline(100);
  }
}
