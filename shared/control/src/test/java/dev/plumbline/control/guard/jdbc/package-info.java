/** The contract of guards on a real PostgreSQL. */
@NullMarked
package dev.plumbline.control.guard.jdbc;

import org.jspecify.annotations.NullMarked;
