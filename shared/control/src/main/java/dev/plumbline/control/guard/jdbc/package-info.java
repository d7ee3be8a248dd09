/** Holds the requests of several replicas to their budgets and limits in PostgreSQL. */
@NullMarked
package dev.plumbline.control.guard.jdbc;

import org.jspecify.annotations.NullMarked;
