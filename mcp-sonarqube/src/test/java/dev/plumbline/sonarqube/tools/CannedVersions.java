package dev.plumbline.sonarqube.tools;

import dev.plumbline.sonarqube.sonar.FakeSonarQube;
import java.util.List;
import org.sonarqube.ws.Common;
import org.sonarqube.ws.ProjectAnalyses;

/** Analyses of the project {@code shop}. */
final class CannedVersions {
  private CannedVersions() {}

  /** Analyzed in these versions at these times, the oldest first. */
  static void analyzed(FakeSonarQube fake, List<String> versions, List<String> dates) {
    ProjectAnalyses.SearchResponse.Builder analyses =
        ProjectAnalyses.SearchResponse.newBuilder()
            .setPaging(Common.Paging.newBuilder().setTotal(dates.size()));
    for (int i = dates.size() - 1; i >= 0; i--) {
      analyses.addAnalyses(
          ProjectAnalyses.Analysis.newBuilder()
              .setKey("analysis" + i)
              .setDate(dates.get(i))
              .setProjectVersion(versions.get(i)));
    }
    fake.proto("api/project_analyses/search", analyses.build());
  }
}
