package dev.plumbline.testkit.snowflake;

import dev.plumbline.testkit.snowflake.jdbc.Binding;
import java.util.SortedMap;

/**
 * A request that arrived.
 *
 * @param path such as {@code /queries/v1/query-request}
 * @param sql the statement; empty for other requests
 * @param describe whether the statement was only to be described
 * @param bindings by position from 1; empty for other requests
 */
public record Request(
    String method,
    String path,
    String sql,
    boolean describe,
    SortedMap<Integer, Binding> bindings) {}
