package dev.plumbline.sonarqube.tools;

import java.util.Map;
import org.sonarqube.ws.Common;
import org.sonarqube.ws.Issues;

/** What is counted on one side of a comparison. */
final class CannedSides {
  private CannedSides() {}

  static Common.Facet facet(String property, Map<String, Long> counts) {
    Common.Facet.Builder facet = Common.Facet.newBuilder().setProperty(property);
    counts.forEach((value, count) ->
        facet.addValues(Common.FacetValue.newBuilder().setVal(value).setCount(count)));
    return facet.build();
  }

  /** A search that counts issues by rule and file. */
  static Issues.SearchWsResponse counted(Map<String, Long> rules, Map<String, Long> files) {
    return Issues.SearchWsResponse.newBuilder()
        .setPaging(Common.Paging.newBuilder().setTotal(1))
        .setFacets(
            Common.Facets.newBuilder()
                .addFacets(facet("rules", rules))
                .addFacets(facet("files", files)))
        .build();
  }
}
