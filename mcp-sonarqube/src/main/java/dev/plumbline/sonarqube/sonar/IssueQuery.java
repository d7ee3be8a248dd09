package dev.plumbline.sonarqube.sonar;

import java.util.List;

/**
 * A search of open issues.
 *
 * @param facets what to count, in the web API's words
 * @param page from 1
 * @param size 1 to 500
 */
public record IssueQuery(Scope scope, IssueFilter filter, List<String> facets, int page, int size) {
  /** The first 100 of these issues. */
  public static IssueQuery of(Scope scope, IssueFilter filter) {
    return new IssueQuery(scope, filter, List.of(), 1, 100);
  }

  /** With counts by these facets. */
  public IssueQuery counting(List<String> properties) {
    return new IssueQuery(scope, filter, properties, page, size);
  }

  /** Another page. */
  public IssueQuery page(int number, int rows) {
    return new IssueQuery(scope, filter, facets, number, rows);
  }

  /** Other issues. */
  IssueQuery filtered(IssueFilter other) {
    return new IssueQuery(scope, other, facets, page, size);
  }
}
